// Reads calendar files with ical.js (npm), one after the other into one calendar, and prints the events.
//
// A file that comes later updates by name: the higher sequence number stays, of equal ones the later stamp,
// then the later file. What is cancelled goes.

import { readFileSync } from "node:fs";
import { argv, env, exit, stdout } from "node:process";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(env.HSMP_ICAL_JS));
ICAL.design.strict = true;

function fail(why) {
  console.error(why);
  exit(1);
}

function day(time) {
  if (!time.isDate) fail(`not a whole day: ${time}`);
  return time.toString();
}

function alarm(part) {
  const before = part.getFirstPropertyValue("trigger");
  // Nine in the morning, counted from the midnight with which the event begins.
  const seconds = 9 * 3600 - before.toSeconds();
  if (seconds % 86400 !== 0) fail(`a reminder that is not at nine in the morning: ${before}`);
  if (part.getFirstPropertyValue("action") !== "DISPLAY" || !part.getFirstPropertyValue("description")) fail("a reminder that shows nothing");
  return seconds / 86400;
}

const events = new Map();
for (const path of argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  if (calendar.name !== "vcalendar" || calendar.getFirstPropertyValue("version") !== "2.0") fail("no calendar of version 2.0");
  const seen = new Set();
  for (const part of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(part);
    if (seen.has(event.uid)) fail(`${path}: ${event.uid} stands twice`);
    seen.add(event.uid);
    const rank = [event.sequence, part.getFirstPropertyValue("dtstamp").toUnixTime()];
    const known = events.get(event.uid)?.rank;
    if (known && (known[0] > rank[0] || (known[0] === rank[0] && known[1] > rank[1]))) continue;
    events.set(event.uid, {
      rank,
      uid: event.uid,
      first: day(event.startDate),
      end: day(event.endDate),
      title: event.summary,
      text: event.description ?? "",
      status: part.getFirstPropertyValue("status"),
      remind: part.getAllSubcomponents("valarm").map(alarm).sort((a, b) => a - b),
    });
  }
}
const kept = [...events.values()].filter((event) => event.status !== "CANCELLED");
kept.sort((a, b) => (a.uid < b.uid ? -1 : 1));
stdout.write(JSON.stringify(kept.map(({ rank, ...event }) => event)));
