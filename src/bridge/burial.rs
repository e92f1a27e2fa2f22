//! What becomes of the work of a worker that died.

use super::pool::Failure;
use super::queue::{Inner, State};
use std::cell::RefCell;
use std::rc::Rc;

/// Workers that may die while starting, one after the other, before waiting jobs are given up.
const MOST_FAILED_STARTS: u32 = 3;

/// Takes a dead worker out. Its job is tried once more elsewhere; when several die
/// while starting, the waiting jobs end with them, else they would wait for ever.
pub(super) fn bury(pool: &Rc<RefCell<Inner>>, generation: u32, detail: &str) {
    let mut failed = Vec::new();
    let on_restart = {
        let mut inner = pool.borrow_mut();
        let Some(at) = inner.slots.iter().position(|slot| slot.generation == generation) else { return };
        let slot = inner.slots.remove(at);
        inner.queue.extend(slot.ahead);
        match slot.state {
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
            State::Idle | State::Retired => {}
        }
        Rc::clone(&inner.on_restart)
    };
    on_restart(detail);
    for job in failed {
        let _ = job.done.send(Err(Failure::Died(detail.to_owned())));
    }
}
