import ArgumentParser
import Casework
import Foundation
import Ledger
import LedgerSQLite

struct RestoreCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "restore",
      abstract: say("用备份恢复账本，或把归档的工单放回账本。", "Put a backup in a ledger's place, or archived cases back into it."),
      discussion: say(
        """
        例：gendan restore /备份/账本-0611.sqlite --ledger sqlite:.gendan/ledger.sqlite
        先停下 gendan。备份先查一遍，有问题就不动账本；账本里有备份没有的内容，也不动它。
        原来的账本改名留在旁边，不会删除。
        给的是归档的文件夹（gendan archive 写的），就把其中的工单原样放回账本，不用停工：要么全部放回，要么什么都不动；已经在的不变。
        退出码：0 已恢复；1 备份有问题，或账本里的比备份多；2 文件读不了、写不了，或账本正在使用。
        """,
        """
        Example: gendan restore /backups/ledger-0611.sqlite --ledger sqlite:.gendan/ledger.sqlite
        Stop gendan first. The backup is verified before anything is touched, and a ledger that has what the backup hasn't is left as it is.
        The old ledger is renamed and stays beside the new one; it is never deleted.
        Given an archive's folder (made by gendan archive), it puts the cases back as they were, while the ledger is in use: all of them or none; those that are there
        stay as they are.
        Exit codes: 0 restored; 1 the backup isn't sound, or the ledger has more; 2 a file can't be read or written, or the ledger is in use.
        """))
  }

  @Argument(help: ArgumentHelp(say("备份文件，或归档的文件夹。", "The backup, or an archive's folder.")))
  var from: String

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Report: Encodable {
    let restored: Holding
    let movedAside: String?
    /// How many persons the backup still had whom the old ledger had erased.
    let erasedAgain: Int
    /// The old ledger couldn't be read: whom it had erased has to be erased again by hand.
    let erasuresUnknown: Bool
  }

  func run() async throws {
    try await reporting {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: from, isDirectory: &isFolder), isFolder.boolValue {
        return try await ArchiveRestoring(path: from).run(into: ledger.ledger, answer.format)
      }
      let target = try Wiring.path(of: ledger.ledger)
      guard FileManager.default.fileExists(atPath: from) else { throw Trouble(say("没有备份 \(from)。", "There is no backup \(from)."), code: .unreadable) }
      let bar = ProgressBar(total: 1_000, noun: "‰")
      let keys = try MasterKeys.find(for: target) + MasterKeys.find(for: from)
      let report = try await SQLiteVerify.report(on: from, keys: keys) { bar.show(Int($0 * 900)) }
      guard report.isSound else {
        bar.clear()
        throw Trouble(
          say(
            "备份 \(from) 有问题，账本没有动。用 gendan verify --ledger sqlite:\(from) 细看。",
            "The backup \(from) isn't sound; the ledger wasn't touched. Look closer with gendan verify --ledger sqlite:\(from)."))
      }
      if let more = try await SQLiteRestore.missing(from: from, comparedWith: target, keys: keys) {
        bar.clear()
        throw Trouble(words(more, target))
      }
      try Wiring.makeFolder(for: target)
      let erasures = try await ErasuresAgain(in: target, keys: keys)
      var again = 0
      // In the copy, before it is the ledger: whoever kills this mustn't bring anybody back.
      let outcome = try await SQLiteRestore.replace(
        target, with: from, preparing: { copy in again = try await erasures.run(on: copy) }, progress: { bar.show(900 + Int($0 * 100)) })
      bar.clear()
      if again > 0 { Terminal.writeError(say("又删了一遍备份里还有的 \(again) 人。", "Erased again what the backup had of \(again) persons.")) }
      if erasures.areUnknown {
        Terminal.writeError(
          say(
            "原来的账本读不了，备份以后删过谁不知道：请按申请记录再删一遍（gendan person erase）。",
            "The old ledger can't be read, so nobody knows whom it had erased since the backup: erase them again by hand, by the requests you keep "
              + "(gendan person erase)."))
      }
      try await write(outcome, Holding(of: target, keys: keys), again, erasures)
    }
  }

  private func write(_ outcome: SQLiteRestore.Outcome, _ holding: Holding, _ again: Int, _ erasures: ErasuresAgain) throws {
    var aside: String?
    if case .movedAside(let path) = outcome { aside = path }
    if answer.format == .json {
      return try Terminal.writeJSON(Report(restored: holding, movedAside: aside, erasedAgain: again, erasuresUnknown: erasures.areUnknown))
    }
    Terminal.write(Terminal.green(say("已恢复 \(holding.path)：", "Restored \(holding.path): ")) + holding.words)
    if let aside { Terminal.write(say("原来的账本留在 \(aside)。", "The old ledger stays at \(aside).")) }
  }

  private func words(_ more: SQLiteRestore.HasMore, _ path: String) -> String {
    let names = more.cases.map(\.text).joined(separator: say("、", ", ")) + (more.count > more.cases.count ? "…" : "")
    return say(
      "账本 \(path) 里有 \(more.count) 张工单的内容不在备份里（\(names)），没有动它。确定不要了，先把它移走，再恢复；账本里删过的人，恢复后要再删一遍（gendan audit list 里有）。",
      "The ledger \(path) has \(more.count) cases with events that aren't in the backup (\(names)); it wasn't touched. If you don't want them, move it away first; "
        + "then erase again by hand whom it had erased (gendan audit list has them)."
    )
  }
}
