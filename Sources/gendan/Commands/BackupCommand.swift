import ArgumentParser
import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook

struct BackupCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: say("备份账本，不用停工。", "Back a ledger up while it is in use."),
      discussion: say(
        """
        例：gendan backup /备份/账本-0611.sqlite
        备份是某一刻完整的账本：那一刻之前收下的都在，之后的都不在。文件权限 0600，写到盘上才算完成。
        已有的文件不会被覆盖。恢复用 gendan restore。
        退出码：0 备份完成；2 账本读不了，或备份写不了。
        """,
        """
        Example: gendan backup /backups/ledger-0611.sqlite
        A backup is one moment of the ledger: everything acknowledged before it, nothing after it. Mode 0600, and on the disk when the command ends.
        A file that is there isn't overwritten. gendan restore brings it back.
        Exit codes: 0 done; 2 the ledger can't be read, or the backup can't be written.
        """))
  }

  @Argument(help: ArgumentHelp(say("备份写到哪个文件。", "The file to write.")))
  var to: String

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  func run() async throws {
    try await reporting {
      let source = try ledger.existingPath()
      guard !FileManager.default.fileExists(atPath: to) else {
        throw Trouble(say("\(to) 已存在，不覆盖：换个名字。", "\(to) exists already and isn't overwritten: choose another name."), code: .unreadable)
      }
      let bar = ProgressBar(total: 1_000, noun: "‰")
      do throws(LedgerError) { try SQLiteBackup.copy(from: source, to: to) { bar.show(Int($0 * 1_000)) } } catch {
        bar.clear()
        throw Trouble(backup: error)
      }
      bar.clear()
      let holding = try await Holding(of: to, keys: MasterKeys.find(for: source))
      if answer.format == .json { return try Terminal.writeJSON(holding) }
      Terminal.write(Terminal.green(say("已备份到 \(to)：", "Backed up to \(to): ")) + holding.words)
    }
  }
}

/// What a ledger's file holds.
struct Holding: Encodable {
  let path: String
  let bytes: Int
  let cases: Int
  let open: Int
  let playbooks: Int
  /// The time of the newest event, on a Chinese wall clock; nil when nothing has happened yet.
  let until: String?

  /// Looks into a copy of the file, which stays as it is.
  /// - Parameter keys: its master key has to be among them.
  init(of path: String, keys: [MasterKey]) async throws {
    let copy = try SQLiteCopy(of: path)
    defer { copy.remove() }
    let ledger = try copy.open(keys: keys)
    let summaries = try await ledger.listCases(CaseFilter(limit: .max))
    self.path = path
    bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    cases = summaries.count
    open = summaries.count { $0.phase != .closed }
    playbooks = try await ledger.listPlaybooks().count
    until = try await ledger.latestEventTime().map { TimeZoneOffset.china.text($0) }
  }

  var words: String {
    let size = String(format: "%.1f", Double(bytes) / 1_000_000)
    let time = until.map { say("，到 \($0) 为止", ", until \($0)") } ?? ""
    return say("\(cases) 张工单（未结 \(open)），\(playbooks) 份流程，\(size) MB\(time)。", "\(cases) cases (\(open) open), \(playbooks) playbooks, \(size) MB\(time).")
  }
}

extension Trouble {
  /// A backup fails at one of two files: the words of the ledger say which.
  init(backup error: LedgerError) {
    self.init(say("备份没有做成：\(Trouble(error).message)", "The backup wasn't made. \(Trouble(error).message)"), code: .unreadable)
  }
}
