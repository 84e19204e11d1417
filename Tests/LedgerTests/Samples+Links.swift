import Casework
import Ledger

extension Samples {
  static let links: [EventKind] = [
    .linked(Linked(other: CaseID("C-000009"), relation: .parent)),
    .linked(Linked(other: CaseID("C-000001"), relation: .child)),
  ]
}

extension SignalSamples {
  static let links: [(Sender, Signal.Content)] = [
    (.platform, .link(CaseID("C-000009"), .parent)),
    (.platform, .link(CaseID("C-000001"), .child)),
  ]
}
