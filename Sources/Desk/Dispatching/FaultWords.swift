import Channels
import Ledger
import Playbook

extension ConnectorFault {
  /// For the record of a case, in the language of its document. Why exactly is for whoever looks after the desk: the notice says it.
  func words(in language: Language) -> String {
    switch self {
    case .unreachable: language.words("没有接通对方系统", "the receiver couldn't be reached")
    case .timedOut: language.words("对方系统没有及时回应", "timed out")
    case .garbled(let what): language.words("对方系统的回报读不懂：\(what)", "not understood: \(what)")
    }
  }
}

extension Dispatcher {
  /// What a case is told is told in the language of its document.
  func language(of claimed: ClaimedEffect) async -> Language {
    (try? await reports.plan(of: claimed.caseID))?.language ?? .chinese
  }
}
