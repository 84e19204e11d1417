import Ledger

@testable import Casework

extension Samples {
  static let versions: [EventKind] = [
    .moved(
      Moved(
        from: "3f6c", to: "9a1b", steps: ["s4": "s5", "b1": "b2"],
        stands: [Moved.Place(procedure: "cold-food", step: "s5"), Moved.Place(procedure: "callback", step: nil)], isBack: nil)),
    .moved(Moved(from: "9a1b", to: "3f6c", steps: [:], stands: [], isBack: true)),
  ]
}

extension SignalSamples {
  static let versions: [(Sender, Signal.Content)] = [
    (.person(name: "小王", role: "客服"), .move(to: "9a1b", .byItself)),
    (.person(name: "小王", role: "客服"), .move(to: "9a1b", .toStep("s5"))),
    (.person(name: "小王", role: "客服"), .move(to: "9a1b", .handOver)),
    (.person(name: "小王", role: "客服"), .move(to: "3f6c", .back)),
  ]
}
