//! The queue, and who works on what.

use super::burial::bury;
use super::pool::{Failure, Outcome, Reply};
use super::source::EngineSource;
use super::worker::Engine;
use crate::data::sanity::Scale;
use crate::protocol::{FromEngine, Request, RequestId, ToEngine};
use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

/// A model that workers load when a request needs it.
#[derive(Clone)]
pub(super) struct Model {
    pub file: String,
    pub bytes: Uint8Array,
    /// What its scores are, when they are to become numbers from 0 to 1.
    pub scale: Option<Scale>,
}

pub(super) type Payloads = Box<dyn Fn() -> Array>;
pub(super) type Progress = Box<dyn Fn(f32)>;

/// A request that waits or is under way.
pub(super) struct Job {
    pub id: RequestId,
    pub request: Request,
    /// Makes the payloads anew for each attempt: sending moves them away.
    pub payloads: Payloads,
    pub model: Option<Rc<Model>>,
    pub progress: Progress,
    pub done: oneshot::Sender<Outcome>,
    pub retried: bool,
}

/// What a worker is doing.
pub(super) enum State {
    Starting,
    Idle,
    /// Loading the model that the job needs.
    Preparing(Job),
    Busy(Job),
    /// About to be ended.
    Retired,
}

/// A worker and its work.
pub(super) struct Slot {
    /// Tells a worker from the one that had its place before.
    pub generation: u32,
    pub engine: Engine,
    pub state: State,
    pub model: Option<Rc<Model>>,
    /// Sent while the worker is busy, so that it never waits for the page.
    pub ahead: Option<Job>,
    /// Bytes of the payloads of the job under way.
    sent: f64,
}

/// A job that moved so many bytes leaves a worker too large to keep: wasm memory never shrinks.
const HEAVY: f64 = 64e6;

/// What clones of the pool share.
pub(super) struct Inner {
    pub source: Option<Rc<EngineSource>>,
    pub size: usize,
    pub slots: Vec<Slot>,
    pub queue: VecDeque<Job>,
    pub next_id: u32,
    /// Workers in a row that died before they were ready.
    pub failed_starts: u32,
    pub on_restart: Rc<dyn Fn(&str)>,
}

impl Slot {
    /// After a job: on with what was sent ahead.
    fn go_on(&mut self, retire: bool) {
        self.state = match self.ahead.take() {
            Some(job) => State::Busy(job),
            None if retire => State::Retired,
            None => State::Idle,
        };
    }
}

impl Inner {
    pub fn fresh_id(&mut self) -> u32 {
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
        self.slots.push(Slot { generation, engine, state: State::Starting, model: None, ahead: None, sent: 0.0 });
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
        slot.sent = bytes(&payloads);
        if matches!(slot.state, State::Busy(_)) {
            slot.ahead = Some(job);
        } else {
            slot.state = State::Busy(job);
        }
        slot.engine.post(&message, &payloads)
    }

    /// The place of a busy worker that can take the next chunk already. The last
    /// chunks wait for whoever is free first.
    fn ready_for_more(&self) -> Option<usize> {
        let next = self.queue.front()?.model.as_ref()?;
        let loaded = |slot: &Slot| slot.model.as_ref().is_some_and(|model| Rc::ptr_eq(model, next));
        let fits = |slot: &Slot| matches!(slot.state, State::Busy(_)) && slot.ahead.is_none() && loaded(slot);
        let many = self.slots.len() >= self.size && self.queue.len() > 2 * self.size;
        self.slots.iter().position(fits).filter(|_| many)
    }
}

fn bytes(payloads: &Array) -> f64 {
    let length = |payload| js_sys::Reflect::get(&payload, &"byteLength".into()).ok()?.as_f64();
    payloads.iter().filter_map(length).sum()
}

/// Gives waiting jobs to idle workers and starts more workers while that helps.
pub(super) fn pump(pool: &Rc<RefCell<Inner>>) {
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
            let idle = inner.slots.iter().position(|slot| matches!(slot.state, State::Idle));
            let free = idle.or_else(|| inner.ready_for_more());
            let Some(slot) = free.and_then(|at| inner.slots.get_mut(at)) else { break };
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
    let (mut lost, mut retire) = (None, false);
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
                State::Busy(job) => {
                    retire = slot.sent + bytes(&payloads) > HEAVY && slot.ahead.is_none();
                    slot.go_on(retire);
                    ended = Some((job, Ok(Reply { answer, payloads })));
                }
                State::Starting | State::Idle | State::Retired => {}
            },
            FromEngine::Failed { problem, .. } => {
                if let State::Busy(job) | State::Preparing(job) = std::mem::replace(&mut slot.state, State::Idle) {
                    slot.go_on(false);
                    ended = Some((job, Err(Failure::Problem(problem))));
                }
            }
            FromEngine::Died { .. } => {}
        }
    }
    if let Some((job, outcome)) = ended {
        let _ = job.done.send(outcome);
    }
    if retire {
        // As above: not while the worker's own closure is running.
        let pool = Rc::clone(pool);
        wasm_bindgen_futures::spawn_local(async move {
            pool.borrow_mut().slots.retain(|slot| slot.generation != generation);
            pump(&pool);
        });
        return;
    }
    if let Some(detail) = lost {
        return hear(pool, generation, FromEngine::Died { detail }, Array::new());
    }
    pump(pool);
}
