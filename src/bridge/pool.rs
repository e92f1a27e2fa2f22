//! The pool that the page asks.

use super::queue::{Inner, Job, Model, Payloads, Progress, State, pump};
use super::source::EngineSource;
use crate::protocol::{Answer, Problem, Request};
use futures_channel::oneshot;
use js_sys::Array;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// How a request ended.
pub type Outcome = Result<Reply, Failure>;

/// A good end: the answer and its payloads (typed arrays).
#[derive(Debug, Clone)]
pub struct Reply {
    /// What the engine said.
    pub answer: Answer,
    /// The columns beside it, in the order that [`Answer`] states.
    pub payloads: Array,
}

/// Any other end.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The engine says why it cannot be done.
    Problem(Problem),
    /// The person asked to stop.
    Cancelled,
    /// Engines died on it, or none could be started; the text is for the console.
    Died(String),
}

/// A pool of engines; clones share it.
#[derive(Clone)]
pub struct Pool(Rc<RefCell<Inner>>);

impl Pool {
    /// An empty pool of at most `size` workers. `on_restart` is told, in English,
    /// why a worker had to be replaced.
    pub fn new(size: usize, on_restart: impl Fn(&str) + 'static) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            source: None,
            size: size.max(1),
            slots: Vec::new(),
            queue: VecDeque::new(),
            next_id: 1,
            failed_starts: 0,
            on_restart: Rc::new(on_restart),
        })))
    }

    /// Gives the pool its engine; until then requests wait.
    pub fn set_source(&self, source: EngineSource) {
        self.0.borrow_mut().source = Some(Rc::new(source));
        pump(&self.0);
    }

    /// Whether the engine's files are there.
    pub fn has_source(&self) -> bool {
        self.0.borrow().source.is_some()
    }

    /// Another pool of the same engine, with workers of its own.
    pub fn sibling(&self, size: usize) -> Self {
        let other = {
            let inner = self.0.borrow();
            let on_restart = Rc::clone(&inner.on_restart);
            (inner.source.clone(), Self::new(size, move |why| on_restart(why)))
        };
        other.1.0.borrow_mut().source = other.0;
        other.1
    }

    /// How many workers there can be.
    pub fn size(&self) -> usize {
        self.0.borrow().size
    }

    /// Queues a request and waits for its end.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn ask(
        &self,
        request: Request,
        payloads: impl Fn() -> Array + 'static,
        progress: impl Fn(f32) + 'static,
    ) -> Outcome {
        self.ask_with(request, None, Box::new(payloads), Box::new(progress)).await
    }

    pub(super) async fn ask_with(
        &self,
        request: Request,
        model: Option<Rc<Model>>,
        payloads: Payloads,
        progress: Progress,
    ) -> Outcome {
        self.enqueue(request, model, payloads, progress, false).await
    }

    /// As [`Pool::ask`], before everything that waits: for what a person looks at.
    ///
    /// # Errors
    /// See [`Failure`].
    pub(super) async fn ask_first(&self, request: Request, payloads: impl Fn() -> Array + 'static) -> Outcome {
        self.enqueue(request, None, Box::new(payloads), Box::new(|_| ()), true).await
    }

    async fn enqueue(
        &self,
        request: Request,
        model: Option<Rc<Model>>,
        payloads: Payloads,
        progress: Progress,
        first: bool,
    ) -> Outcome {
        let (done, end) = oneshot::channel();
        {
            let mut inner = self.0.borrow_mut();
            let id = inner.fresh_id();
            let job = Job { id, request, payloads, model, progress, done, retried: false };
            if first { inner.queue.push_front(job) } else { inner.queue.push_back(job) }
        }
        pump(&self.0);
        end.await.unwrap_or(Err(Failure::Cancelled))
    }

    /// Ends everything that is waiting or under way. Idle workers stay.
    pub fn cancel(&self) {
        let (queue, busy) = {
            let mut inner = self.0.borrow_mut();
            let queue = std::mem::take(&mut inner.queue);
            let (idle, busy): (Vec<_>, Vec<_>) =
                std::mem::take(&mut inner.slots).into_iter().partition(|slot| matches!(slot.state, State::Idle));
            inner.slots = idle;
            (queue, busy)
        };
        // Senders speak to code that may call the pool again, so nothing is borrowed here.
        for job in queue {
            let _ = job.done.send(Err(Failure::Cancelled));
        }
        for slot in busy {
            if let Some(job) = slot.ahead {
                let _ = job.done.send(Err(Failure::Cancelled));
            }
            if let State::Busy(job) | State::Preparing(job) = slot.state {
                let _ = job.done.send(Err(Failure::Cancelled));
            }
        }
    }
}
