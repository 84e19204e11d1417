import ArgumentParser
import Casework
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook

/// What the commands about versions work with: the ledger, a desk that only receives, and the publisher.
struct VersionDesk {
  let ledger: any Ledger & VersionLedger
  let publisher: Publisher

  init(_ specification: LedgerOption, makesOne: Bool = false) async throws {
    guard let ledger = try specification.open(makesOne: makesOne) as? any Ledger & VersionLedger else {
      throw Trouble(say("这种账本不记版本。", "This kind of ledger keeps no versions."), code: .unreadable)
    }
    self.ledger = ledger
    let desk = Wiring.receivingDesk(ledger, clock: LedgerClock(try await ledger.latestEventTime()))
    publisher = Publisher(desk: desk, ledger: ledger)
  }

  func close() async { await publisher.desk.close() }

  /// How many cases of a playbook are open under other versions than this one.
  func openElsewhere(_ playbook: String, than version: String) async throws -> Int {
    try await ledger.countOpenCases(of: playbook).filter { $0.key != version }.values.reduce(0, +)
  }
}

/// Who does it.
struct PersonOption: ParsableArguments {
  @Option(name: .customLong("as"), help: ArgumentHelp(say("以谁的名义。", "On whose behalf.")))
  var person: String = ProcessInfo.processInfo.environment["USER"] ?? "operator"
}

extension Trouble {
  init(_ error: PublishError) {
    switch error {
    case .shelf(let error): self.init(error)
    case .ledger(let error): self.init(error)
    case .desk(let error): self.init(error)
    case .unknownVersion(let version):
      self.init(say("没有版本“\(version)”。用 gendan versions 流程 查看。", "There is no version “\(version)”. See gendan versions PLAYBOOK."))
    case .ambiguousVersion(let version, let all):
      let list = all.map { String($0.prefix(12)) }.joined(separator: say("、", ", "))
      self.init(say("“\(version)”不够长，有多个版本：\(list)。", "“\(version)” is too short, several versions begin so: \(list)."))
    case .ownProposal(let author):
      self.init(say("\(author) 是起草人，不能自己批准。请另一个人来批。", "\(author) is the author and can't approve it. Another person has to."))
    case .notApproved(let version):
      let short = version.prefix(12)
      self.init(
        say(
          "版本 \(short) 还没有批准。先由另一个人 gendan approve \(short) --as 名字。",
          "Version \(short) isn't approved. Another person has to gendan approve \(short) --as NAME first."))
    case .notProposed(let playbook):
      self.init(
        say(
          "流程 \(playbook) 的版本要先提交、批准再发布：gendan propose 文件 --as 名字。",
          "Versions of the playbook \(playbook) are proposed and approved before they are published: gendan propose FILE --as NAME."))
    case .approvedOtherwise(let version):
      self.init(
        say(
          "版本 \(version.prefix(12)) 批准以后，程序对原文的理解变了，请重新批准。",
          "Since version \(version.prefix(12)) was approved, the program understands its texts differently: approve it again."))
    case .nameless: self.init(say("请用 --as 写明名字。", "Say who it is with --as NAME."))
    case .nothingToUndo(let playbook):
      self.init(say("流程 \(playbook) 没有可以撤回的发布。", "The playbook \(playbook) has no publication to take back."))
    }
  }
}
