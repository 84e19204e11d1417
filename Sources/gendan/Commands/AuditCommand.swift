import ArgumentParser
import Ledger
import LedgerSQLite
import Playbook

struct AuditCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "audit", abstract: say("谁做了什么：登录、账号、令牌。", "Who did what: log-ins, accounts, tokens."),
      discussion: say(
        """
        例：gendan audit list --limit 20
            gendan audit verify
            gendan audit verify --head 5f0c…
        每条记录都盖住它之前的全部：改、删、插都查得出。末尾被截掉要靠在别处记下的末端才查得出：把 verify 显示的末端定期抄到别处，下次用 --head 核对。
        退出码：0 完好；1 有问题；2 账本读不了。
        """,
        """
        Examples: gendan audit list --limit 20
                  gendan audit verify
                  gendan audit verify --head 5f0c…
        Each entry seals all before it: what was changed, removed or inserted is found. Entries that were cut off at the end are found by an end that was noted elsewhere only:
        copy the end that verify shows to another place now and then, and compare it with --head.
        Exit codes: 0 sound; 1 something was found; 2 the ledger can't be read.
        """),
      subcommands: [List.self, Verify.self])
  }

  struct List: AsyncParsableCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(abstract: say("列出最近的记录。", "List the latest entries.")) }

    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几条。", "How many at the most.")))
    var limit = 50

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    private struct Row: Encodable {
      let number: Int
      let at: String
      let who: String
      let what: String
      let about: String
      let detail: String?
    }

    func validate() throws {
      guard (1...100_000).contains(limit) else { throw ValidationError(say("--limit 应在 1 到 100000 之间。", "--limit is between 1 and 100000.")) }
    }

    func run() async throws {
      try await reporting {
        let ledger = try Wiring.file(ledger.ledger, makesOne: false)
        let last = try await ledger.auditHead()?.number ?? 0
        let rows = try await ledger.readAudit(after: max(last - limit, 0), limit: limit).map {
          Row(
            number: $0.number, at: TimeZoneOffset.china.text($0.note.at), who: $0.note.who, what: $0.note.what.rawValue, about: $0.note.about,
            detail: $0.note.detail)
        }
        if answer.format == .json { return try Terminal.writeJSON(rows) }
        if rows.isEmpty { return Terminal.write(say("还没有记录。", "No entries yet.")) }
        for line in aligned(rows.map { [String($0.number), $0.at, $0.who, $0.what, $0.about, $0.detail ?? ""] }) { Terminal.write(line) }
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("核对整条链，不改动它。", "Check the whole chain, without changing it."))
    }

    @Option(
      help: ArgumentHelp(say("以前在别处记下的末端（64 位十六进制）。", "An end that was noted elsewhere before (64 hexadecimal digits).")),
      transform: { word in
        guard let bytes = Hexadecimal.bytes(word), bytes.count == AuditChain.start.count else {
          throw ValidationError(say("--head 是 64 位十六进制数。", "--head is 64 hexadecimal digits."))
        }
        return bytes
      })
    var head: [UInt8]?

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    private static let pageLength = 10_000

    private struct Report: Encodable {
      let isSound: Bool
      /// Entries that are sound, from the first on.
      let entries: Int
      /// The end of these.
      let head: String
      let fault: String?
    }

    func run() async throws {
      try await reporting {
        let report = try await check(try Wiring.file(ledger.ledger, makesOne: false))
        if answer.format == .json {
          try Terminal.writeJSON(report)
        } else {
          Terminal.write(say("\(report.entries) 条记录完好，末端 \(report.head)", "\(report.entries) entries are sound, the end is \(report.head)"))
          if let fault = report.fault { Terminal.write(Terminal.red(fault)) }
        }
        guard report.isSound else { throw ExitCode.refused }
      }
    }

    private func check(_ ledger: SQLiteLedger) async throws -> Report {
      var walk = AuditChain.Walk()
      var isHeadFound = head == nil || head == AuditChain.start
      var fault: String?
      while fault == nil {
        let page = try await ledger.readAudit(after: walk.last, limit: Self.pageLength)
        if page.isEmpty { break }
        do throws(AuditChain.Fault) { try walk.pass(page) } catch { fault = words(error) }
        if page.contains(where: { $0.number <= walk.last && $0.digest == head }) { isHeadFound = true }
      }
      if fault == nil, !isHeadFound {
        fault = say("记下的末端不在链上：末尾被截掉，或整条重做过。", "The noted end isn't in the chain: entries were cut off, or made anew.")
      }
      return Report(isSound: fault == nil, entries: walk.last, head: Hexadecimal.text(walk.head), fault: fault)
    }

    private func words(_ fault: AuditChain.Fault) -> String {
      switch fault {
      case .gap(let number, let found): say("第 \(number) 条之后缺号：接着是第 \(found) 条。", "There is a gap behind entry \(number): entry \(found) follows.")
      case .altered(let number):
        say("第 \(number) 条对不上：它或它前面的内容被改过。", "Entry \(number) doesn't fit its seal: it was altered, or put in another's place.")
      }
    }
  }
}
