import Casework
import Ledger

extension Samples {
  static let deadlines: [EventKind] = [
    .deadlineWarned(DeadlineWarned(deadline: "first-reply", origin: 1, due: minutes(30))),
    .deadlineWarned(DeadlineWarned(deadline: "first-reply", origin: 17, due: nil)),
  ]
}

extension SignalSamples {
  static let deadlines: [(Sender, Signal.Content)] = [
    (.clock, .deadlineWarned(DeadlineWarned(deadline: "first-reply", origin: 1, due: minutes(30)))),
    (.clock, .deadlineWarned(DeadlineWarned(deadline: "first-reply", origin: 17, due: nil))),
  ]
}
