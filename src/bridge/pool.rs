//! The queue, and who works on what.

use super::source::EngineSource;
use super::worker::Engine;
use crate::data::sanity::Scale;
use crate::protocol::{Answer, FromEngine, Problem, Request, RequestId, ToEngine};
use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

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

/// A model that workers load when a request needs it.
#[derive(Clone)]
pub(super) struct Model {
    pub file: String,
    pub bytes: Uint8Array,
    /// What its scores are, when they are to become numbers from 0 to 1.
    pub scale: Option<Scale>,
}

/// Workers that may die while starting, one after the other, before waiting jobs are given up.
const MOST_FAILED_STARTS: u32 = 3;

type Payloads = Box<dyn Fn() -> Array>;
type Progress = Box<dyn Fn(f32)>;

struct Job {
    id: RequestId,
    request: Request,
    /// Makes the payloads anew for each attempt: sending moves them away.
    payloads: Payloads,
    model: Option<Rc<Model>>,
    progress: Progress,
    done: oneshot::Sender<Outcome>,
    retried: bool,
}

enum State {
    Starting,
    Idle,
    /// Loading the model that the job needs.
    Preparing(Job),
    Busy(Job),
}

struct Slot {
    /// Tells a worker from the one that had its place before.
    generation: u32,
    engine: Engine,
    state: State,
    model: Option<Rc<Model>>,
}

struct Inner {
    source: Option<Rc<EngineSource>>,
    size: usize,
    slots: Vec<Slot>,
    queue: VecDeque<Job>,
    next_id: u32,
    /// Workers in a row that died before they were ready.
    failed_starts: u32,
    on_restart: Rc<dyn Fn(&str)>,
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
        let (done, end) = oneshot::channel();
        {
            let mut inner = self.0.borrow_mut();
            let id = inner.fresh_id();
            inner.queue.push_back(Job { id, request, payloads, model, progress, done, retried: false });
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
            if let State::Busy(job) | State::Preparing(job) = slot.state {
                let _ = job.done.send(Err(Failure::Cancelled));
            }
        }
    }
}

impl Inner {
    fn fresh_id(&mut self) -> u32 {
        self.next_id = self.next_id.wrapping_add(1);
        self.next_id
    }

    fn add_slot(&mut self, pool: &Weak<RefCell<Inner>>) -> Result<(), Failure> {
        let Some(source) = self.source.clone() else { return Ok(()) };
        let generation = self.fresh_id();
        let pool = pool.clone();
        let engine = Engine::start(&source, move |message, buffers| {
            if let Some(inner) = pool.upgrade() {
                hear(&inner, generation, message, buffers);
            }
        })?;
        self.slots.push(Slot { generation, engine, state: State::Starting, model: None });
        Ok(())
    }

    /// Hands a job to a slot, loading its model first if need be.
    fn assign(slot: &mut Slot, job: Job, load_id: RequestId) -> Result<(), Failure> {
        if let Some(model) = job.model.clone()
            && slot.model.as_ref().is_none_or(|loaded| !Rc::ptr_eq(loaded, &model))
        {
            let request = Request::LoadModel { file: model.file.clone() };
            let copy = model.bytes.slice(0, model.bytes.length());
            slot.state = State::Preparing(job);
            return slot.engine.post(&ToEngine { id: load_id, request }, &Array::of1(&copy));
        }
        let message = ToEngine { id: job.id, request: job.request.clone() };
        let payloads = (job.payloads)();
        slot.state = State::Busy(job);
        slot.engine.post(&message, &payloads)
    }
}

/// Gives waiting jobs to idle workers and starts more workers while that helps.
fn pump(pool: &Rc<RefCell<Inner>>) {
    let mut lost: Vec<(u32, Failure)> = Vec::new();
    let mut refused = None;
    {
        let mut borrowed = pool.borrow_mut();
        let inner = &mut *borrowed;
        if inner.source.is_none() {
            return;
        }
        while !inner.queue.is_empty() {
            let load_id = inner.fresh_id();
            let idle = inner.slots.iter_mut().find(|slot| matches!(slot.state, State::Idle));
            let Some(slot) = idle else { break };
            let Some(job) = inner.queue.pop_front() else { break };
            let generation = slot.generation;
            if let Err(failure) = Inner::assign(slot, job, load_id) {
                lost.push((generation, failure));
            }
        }
        let starting = inner.slots.iter().filter(|slot| matches!(slot.state, State::Starting)).count();
        let wanted = inner.queue.len().saturating_sub(starting).min(inner.size.saturating_sub(inner.slots.len()));
        for _ in 0..wanted {
            if let Err(failure) = inner.add_slot(&Rc::downgrade(pool)) {
                refused = Some(failure);
                break;
            }
        }
        if inner.slots.is_empty() && refused.is_none() && !inner.queue.is_empty() {
            refused = Some(Failure::Died("no worker could be started".into()));
        }
        if !inner.slots.is_empty() {
            refused = None;
        }
    }
    for (generation, failure) in lost {
        let detail = match failure {
            Failure::Died(detail) => detail,
            _ => String::new(),
        };
        hear(pool, generation, FromEngine::Died { detail }, Array::new());
    }
    if let Some(failure) = refused {
        let queue = std::mem::take(&mut pool.borrow_mut().queue);
        for job in queue {
            let _ = job.done.send(Err(failure.clone()));
        }
    }
}

/// A worker said something.
fn hear(pool: &Rc<RefCell<Inner>>, generation: u32, message: FromEngine, payloads: Array) {
    if let FromEngine::Died { detail } = message {
        // Burying drops the worker and with it the closure that is calling: only once that has returned.
        let pool = Rc::clone(pool);
        return wasm_bindgen_futures::spawn_local(async move {
            bury(&pool, generation, &detail);
            pump(&pool);
        });
    }
    let mut ended: Option<(Job, Outcome)> = None;
    let mut lost = None;
    {
        let mut borrowed = pool.borrow_mut();
        let inner = &mut *borrowed;
        let load_id = inner.fresh_id();
        let Some(slot) = inner.slots.iter_mut().find(|slot| slot.generation == generation) else { return };
        match message {
            FromEngine::Ready => {
                slot.state = State::Idle;
                inner.failed_starts = 0;
            }
            FromEngine::Progress { id, done } => {
                if let State::Busy(job) = &slot.state
                    && job.id == id
                {
                    (job.progress)(done);
                }
            }
            FromEngine::Done { answer, .. } => match std::mem::replace(&mut slot.state, State::Idle) {
                State::Preparing(job) => {
                    slot.model = job.model.clone();
                    if let Err(Failure::Died(detail)) = Inner::assign(slot, job, load_id) {
                        lost = Some(detail);
                    }
                }
                State::Busy(job) => ended = Some((job, Ok(Reply { answer, payloads }))),
                State::Starting | State::Idle => {}
            },
            FromEngine::Failed { problem, .. } => {
                if let State::Busy(job) | State::Preparing(job) = std::mem::replace(&mut slot.state, State::Idle) {
                    ended = Some((job, Err(Failure::Problem(problem))));
                }
            }
            FromEngine::Died { .. } => {}
        }
    }
    if let Some((job, outcome)) = ended {
        let _ = job.done.send(outcome);
    }
    if let Some(detail) = lost {
        return hear(pool, generation, FromEngine::Died { detail }, Array::new());
    }
    pump(pool);
}

/// Takes a dead worker out. Its job is tried once more elsewhere; when several die
/// while starting, the waiting jobs end with them, else they would wait for ever.
fn bury(pool: &Rc<RefCell<Inner>>, generation: u32, detail: &str) {
    let mut failed = Vec::new();
    let on_restart = {
        let mut inner = pool.borrow_mut();
        let Some(at) = inner.slots.iter().position(|slot| slot.generation == generation) else { return };
        match inner.slots.remove(at).state {
            State::Busy(mut job) | State::Preparing(mut job) if !job.retried => {
                job.retried = true;
                inner.queue.push_front(job);
            }
            State::Busy(job) | State::Preparing(job) => failed.push(job),
            State::Starting => {
                inner.failed_starts += 1;
                if inner.failed_starts >= MOST_FAILED_STARTS && inner.slots.is_empty() {
                    inner.failed_starts = 0;
                    failed.extend(std::mem::take(&mut inner.queue));
                }
            }
            State::Idle => {}
        }
        Rc::clone(&inner.on_restart)
    };
    on_restart(detail);
    for job in failed {
        let _ = job.done.send(Err(Failure::Died(detail.to_owned())));
    }
}
