import ArgumentParser
import Casework
import Desk
import Evidence
import Ledger
import LedgerSQLite
import Playbook

struct PersonCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "person", abstract: say("一个人的信息：导出、删除。", "What is kept of a person: export, erase."),
      discussion: say(
        """
        例：gendan person export u-81 > u-81.json
            gendan person erase u-81 --reason "本人来函要求删除"
        人用平台的名字称呼；平台没给名字的，写成 事由/角色，如 A-1001/customer。删除会毁掉这个人的密钥：事实、往来文字、证据再也读不出来，
        步骤、裁定和账目都在。还有没关的工单就不删。两者都记入审计。
        退出码：0 成功；1 没有这个人，或还有工单没关；2 账本或证据读不了、写不了。
        """,
        """
        Examples: gendan person export u-81 > u-81.json
                  gendan person erase u-81 --reason "asked for it by letter"
        A person is called by the platform's name; one without a name is SUBJECT/PARTY, e.g. A-1001/customer. Erasing destroys the person's key: facts, words and evidence
        can't be read any more, steps, rulings and money stay. It isn't done while a case is open. Both stand in the audit.
        Exit codes: 0 success; 1 there is no such person, or a case is open; 2 ledger or evidence can't be read or written.
        """),
      subcommands: [Export.self, Erase.self])
  }

  struct Export: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("导出全部信息（JSON，不遮盖）。", "Export everything (JSON, unmasked)."))
    }

    @Argument(help: ArgumentHelp(say("哪个人。", "The person.")))
    var person: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var language: LocaleOption

    func run() async throws {
      try await reporting {
        let settings = try await options.settings()
        let ledger = try Wiring.file(settings.ledger, makesOne: false, keyFile: settings.masterKeyFile)
        defer { try? ledger.close() }
        let desk = Wiring.receivingDesk(ledger)
        let cases = PersonCases(desk: desk, registers: RegisterKeeper(desk: desk, store: ledger), store: ledger)
        guard let export = try await cases.export(PersonID(person), language: tongue) else { throw Trouble(nobody: person) }
        _ = try await ledger.appendAudit([Operator.note(.exported, about: "person:\(person)", detail: "\(export.cases.count) cases")])
        await desk.close()
        try Terminal.writeJSON(export)
      }
    }
  }

  struct Erase: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("删除，不能恢复。", "Erase; it can't be undone."))
    }

    @Argument(help: ArgumentHelp(say("哪个人。", "The person.")))
    var person: String

    @Option(help: ArgumentHelp(say("为什么，5 到 500 个字，记入审计。", "Why, in 5 to 500 characters, for the audit.")))
    var reason: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var answer: AnswerOptions

    private struct Report: Encodable {
      let person: String
      let cases: [String]
      let filesRemoved: Int
      let filesLeft: Int
    }

    func validate() throws {
      guard Reason.faults(of: reason).isEmpty else {
        throw ValidationError(
          say(
            "--reason 应有 \(Reason.shortest) 到 \(Reason.longest) 个字，空格不算，写在一行里。",
            "--reason has \(Reason.shortest) to \(Reason.longest) characters besides space, in one line."))
      }
    }

    func run() async throws {
      try await reporting {
        let settings = try await options.settings()
        let ledger = try Wiring.file(settings.ledger, makesOne: false, keyFile: settings.masterKeyFile)
        defer { try? ledger.close() }
        let desk = Wiring.receivingDesk(ledger)
        let cases = PersonCases(desk: desk, registers: RegisterKeeper(desk: desk, store: ledger), store: ledger)
        let beginning = desk.clock.now()
        let outcome = try await cases.erase(
          PersonID(person), reason: reason, by: "operator:\(Operator.name)", search: SearchIndexer(desk: desk, words: ledger))
        await desk.close()
        switch outcome {
        case .nobody: throw Trouble(nobody: person)
        case .open(let ids): throw Trouble(stillOpen: ids)
        case .done(let ids, let files): try await write(ids, remove(files, at: beginning, settings))
        }
      }
    }

    /// - Returns: how many files were removed, and how many are left.
    private func remove(_ files: Set<String>, at beginning: Instant, _ settings: ServerSettings) async throws -> (removed: Int, left: Int) {
      let digests = Set(files.compactMap { ContentDigest($0) })
      let intake = try settings.evidence.intake(isServer: false)
      do throws(EvidenceError) {
        let left = try await intake.remove(digests, at: beginning)
        return (digests.count - left.count, left.count)
      } catch {
        throw Trouble(
          say("密钥已毁；证据文件没有删完，再来一次：\(error)", "The key is destroyed; files of evidence are left, do it again: \(error)"), code: .unreadable)
      }
    }

    private func write(_ ids: [CaseID], _ files: (removed: Int, left: Int)) throws {
      if answer.format == .json {
        return try Terminal.writeJSON(Report(person: person, cases: ids.map(\.text), filesRemoved: files.removed, filesLeft: files.left))
      }
      Terminal.write(
        Terminal.green(
          say(
            "已删除 \(person)：\(ids.count) 张工单，\(files.removed) 个证据文件。",
            "Erased \(person): \(ids.count) cases, \(files.removed) files of evidence.")))
      guard files.left > 0 else { return }
      Terminal.write(
        say(
          "还有 \(files.left) 个文件没删：加了不到一天，或正有人在加。过一天再来一次。",
          "\(files.left) files are left, because they were added less than a day ago or somebody is adding files: do it again in a day."))
    }
  }
}

extension Trouble {
  fileprivate init(nobody person: String) { self.init(say("没有关于 \(person) 的记录。", "Nothing is known of \(person).")) }

  fileprivate init(stillOpen ids: [CaseID]) {
    let names = ids.prefix(5).map(\.text).joined(separator: say("、", ", ")) + (ids.count > 5 ? "…" : "")
    self.init(say("还有 \(ids.count) 张工单没关（\(names)），关了才能删。", "\(ids.count) cases are still open (\(names)): they have to be closed first."))
  }
}
