import Casework
import Playbook

/// Where a case stands in its document, and what it waits for.
struct Standing {
  /// The step; nil when the procedures have run to their ends.
  let step: Step.ID?
  /// It and those that run the procedures below.
  let steps: Set<Step.ID>
  let awaiting: Awaiting?

  init(_ state: Case) {
    step = state.frames.last { $0.step != nil }?.step
    steps = Set(state.frames.compactMap(\.step))
    awaiting = state.frames.last?.awaiting
  }

  /// Whether a task belongs to the sentence that the case stands at.
  func isAt(_ task: OpenTask) -> Bool {
    if let awaited, awaited == task.id { return true }
    guard let at = task.step, at == step else { return false }
    if case .review = task.purpose { return false }
    return true
  }

  private var awaited: TaskID? {
    switch awaiting {
    case .task(let id), .source(_, index: _, .task(let id)): id
    default: nil
    }
  }

  /// The effect it waits for.
  var effect: EffectKey? {
    switch awaiting {
    case .effect(let key), .source(_, index: _, .effect(let key)): key
    case .contact(let progress): if case .effect(let key) = progress.wait { key } else { nil }
    default: nil
    }
  }

  /// The moment it waits for.
  var timer: TimerID? {
    switch awaiting {
    case .retry(let id), .timer(let id), .round(let id): id
    case .contact(let progress): if case .pause(let id) = progress.wait { id } else { nil }
    default: nil
    }
  }
}
