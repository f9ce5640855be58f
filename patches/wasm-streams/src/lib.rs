//! Stands in for `wasm-streams`, which `leptos` requires for server functions. This application has
//! none, but `wasm-streams` exports JavaScript classes, and an export is never left out as unused.
//! Here are the four functions that `server_fn` calls, with the signatures it compiles against.

use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser, untouched.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Wraps a stream.
    #[must_use]
    pub const fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// No stream: nothing of `source` is read.
    #[must_use]
    pub fn from_stream<S: Stream<Item = Result<JsValue, JsValue>> + 'static>(_source: S) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// The stream that was wrapped.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that ends at once.
    #[must_use]
    pub fn into_stream(self) -> Empty {
        Empty(PhantomData)
    }
}

/// A stream without items.
#[derive(Debug)]
pub struct Empty(PhantomData<JsValue>);

impl Stream for Empty {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
