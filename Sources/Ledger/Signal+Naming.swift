public import Casework

// Reports of receivers on their effect and rings of timers are named by what they say. The second one finds its effect ended or its timer gone, so that
// nobody needs to remember their names apart from the record: they leave no row among the signals received.

extension SignalID {
  /// The name of a receiver's report on an effect.
  public static func report(on key: EffectKey) -> SignalID { SignalID("report:\(key.text)") }

  /// The name of a timer's ring.
  public static func ring(_ timer: TimerID, of caseID: CaseID) -> SignalID { SignalID("timer:\(caseID.text):\(timer.text)") }
}

extension Signal {
  /// Whether its name says nothing that its content doesn't: a second one of this name can't be taken.
  public var isNamedByContent: Bool {
    switch content {
    case .ended(let key, _): id == .report(on: key)
    case .timerDue(let timer): id == .ring(timer, of: caseID)
    default: false
    }
  }
}
