//! A person with a phone: a finger, a small screen that turns, and a keyboard that takes half of it.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::{Engine, Visit};

/// What a finger meets in the middle of an element: the element, a part of it, or what it is a part of or a label for.
const MEETS: &str = "const [element] = arguments;
    const box = element.getBoundingClientRect();
    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const meets = element.contains(met) || met?.contains(element) || met?.closest('label')?.control === element;
    return meets && !(met.closest('.main-nav') && !element.closest('.main-nav')) ? '' : String(met?.outerHTML ?? 'nothing').slice(0, 200);";

impl Visit {
    /// Goes on as on a phone with a screen of so many CSS pixels. Chromium takes itself for one, with a finger in place
    /// of a mouse; the others have a narrow window.
    pub async fn hold_phone(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            self.command("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 })).await;
        } else {
            self.as_on_a_phone().await;
        }
        self.turn_phone(width, height).await;
    }

    /// Gives the phone another screen: turned, or with a keyboard over its lower half.
    pub async fn turn_phone(&self, width: u32, height: u32) {
        if self.engine != Engine::Chromium {
            return self.resize(width, height).await;
        }
        let kind = if width > height { "landscapePrimary" } else { "portraitPrimary" };
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true,
            "screenOrientation": { "type": kind, "angle": if width > height { 90 } else { 0 } },
        });
        self.command("Emulation.setDeviceMetricsOverride", screen).await;
        // A page that says nothing of phones is made for a wide screen and shrunk.
        let fits = format!("visualViewport.width === {width} && visualViewport.height === {height}");
        self.until(&format!("screen.width === {width} && (!document.querySelector('meta[name=viewport]') || {fits})")).await;
    }

    /// Asks Chromium for something that WebDriver has no word for.
    pub async fn command(&self, name: &str, given: Value) -> Value {
        self.browser.cdp().send_raw(name, given).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Puts a finger on an element and lifts it, where nothing lies over the element.
    pub async fn tap(&self, element: &WebElement) {
        let given = element.to_json().expect("no reference to the element");
        self.browser.execute("arguments[0].scrollIntoView({ block: 'center' });", vec![given.clone()]).await.expect("it has gone");
        let met = self.browser.execute(MEETS, vec![given.clone()]).await.expect("it has gone").json().clone();
        assert_eq!(met, "", "in {:?} a finger meets something else", self.engine);
        let finger = json!([{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "origin": given, "x": 0, "y": 0 },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]);
        self.touch(finger).await;
    }

    /// The same with the first element that a selector names, once it is there.
    pub async fn tap_on(&self, selector: &str) {
        self.until(&format!("document.querySelector({selector:?})?.checkVisibility()")).await;
        let element = self.browser.find(thirtyfour::By::Css(selector)).await.unwrap_or_else(|error| panic!("no {selector}: {error}"));
        self.tap(&element).await;
    }
}
