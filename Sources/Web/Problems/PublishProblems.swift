import Desk
import HTTPTypes
import Ledger
import Playbook

/// Why a version wasn't proposed, approved or published.
extension Problem {
  init(_ error: PublishError) {
    switch error {
    case .ledger(let error): self.init(error)
    case .desk(let error): self.init(error)
    case .shelf(.ledger(let error)): self.init(error)
    case .shelf(.rejected(let diagnostics)):
      self = .invalid(
        diagnostics.filter { $0.level == .error }.prefix(20).map { error in
          let at = "\(error.file):\(error.place.line)"
          return Fault(place: "/files", words: .init("\(at) \(error.message.chinese)", "\(at) \(error.message.english)"))
        })
    case .shelf(.disabled(let playbook)):
      self.init(
        kind: .conflict,
        detail: .init(
          "流程 \(playbook) 默认关闭（enabled: false）：确认要启用，带上 \"enabling\": true 再发布。",
          "The playbook \(playbook) is off by default (enabled: false): if you want it, publish it with \"enabling\": true."))
    case .unknownVersion, .ambiguousVersion:
      self.init(kind: .notFound, detail: .init("没有这个版本。", "There is no such version."))
    case .ownProposal(let author):
      self.init(
        kind: .conflict, detail: .init("\(author) 是起草人，不能自己批准：请另一个人来批。", "\(author) wrote it and can't approve it: another person has to."))
    case .notApproved, .notProposed:
      self.init(kind: .conflict, detail: .init("还没有批准：先由另一个人批准。", "It isn't approved: another person has to approve it first."))
    case .approvedOtherwise:
      self.init(
        kind: .conflict,
        detail: .init("批准以后，程序对原文的理解变了：请重新批准。", "Since it was approved the program understands its texts differently: approve it again."))
    case .nameless: self = .onlyForPeople
    case .nothingToUndo:
      self.init(kind: .conflict, detail: .init("没有可以撤回的发布。", "There is no publication to take back."))
    }
  }

  /// Does something with versions; what goes wrong is told as a problem.
  static func telling<Answer>(of work: () async throws(PublishError) -> Answer) async throws -> Answer {
    do throws(PublishError) { return try await work() } catch { throw Problem(error) }
  }
}
