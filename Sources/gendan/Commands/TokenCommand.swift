import ArgumentParser
import Desk
import Ledger
import LedgerSQLite
import Playbook
import Web

struct TokenCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "token", abstract: say("管理程序用的令牌。", "The tokens that let programs in."),
      discussion: say(
        """
        例：gendan token add 平台推送 --role integration
            gendan token list
            gendan token revoke abcdefghjk
        令牌只在生成时显示一次，账本里只存摘要。
        退出码：0 成功；1 没有这个令牌；2 账本读不了。
        """,
        """
        Examples: gendan token add platform-push --role integration
                  gendan token list
                  gendan token revoke abcdefghjk
        A token is shown once, when it is made; the ledger keeps a digest of it.
        Exit codes: 0 success; 1 there is no such token; 2 the ledger can't be read.
        """),
      subcommands: [Add.self, List.self, Revoke.self])
  }

  struct Add: AsyncParsableCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(abstract: say("生成一个令牌。", "Make a token.")) }

    @Argument(help: ArgumentHelp(say("怎么称呼它。", "What to call it.")))
    var name: String

    @Option(
      help: ArgumentHelp(say("角色：\(roles)。", "The role: \(roles).")),
      transform: { word in
        guard let role = Role(rawValue: word) else { throw ValidationError(say("没有角色“\(word)”：\(roles)。", "There is no role “\(word)”: \(roles).")) }
        return role
      })
    var role: Role = .integration

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    private struct Made: Encodable {
      let id: String
      let name: String
      let role: String
      let token: String
    }

    func run() async throws {
      try await reporting {
        let ledger = try Wiring.file(ledger.ledger, makesOne: true)
        let text = TokenText()
        let token = APIToken(id: text.id, name: name, role: role, createdAt: WallClock().now(), createdBy: Operator.name)
        let note = Operator.note(.tokenAdded, about: "token:\(text.id)", detail: "role \(role.rawValue)")
        try await ledger.addToken(KeptToken(token: token, digest: text.digest), noting: [note])
        try ledger.close()
        if answer.format == .json { return try Terminal.writeJSON(Made(id: text.id, name: name, role: role.rawValue, token: text.text)) }
        Terminal.write(text.text)
        Terminal.writeError(
          say("只显示这一次，请保存好。作废：gendan token revoke \(text.id)", "Shown this once: keep it safe. To revoke it: gendan token revoke \(text.id)"))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(abstract: say("列出令牌。", "List the tokens.")) }

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    private struct Row: Encodable {
      let id: String
      let name: String
      let role: String
      let createdAt: String
      let createdBy: String
      let revokedAt: String?
    }

    func run() async throws {
      try await reporting {
        let zone = TimeZoneOffset.china
        let tokens = try await Wiring.file(ledger.ledger, makesOne: false).listTokens()
        let rows = tokens.map {
          Row(
            id: $0.id, name: $0.name, role: $0.role.rawValue, createdAt: zone.text($0.createdAt), createdBy: $0.createdBy,
            revokedAt: $0.revokedAt.map { zone.text($0) })
        }
        if answer.format == .json { return try Terminal.writeJSON(rows) }
        if rows.isEmpty { return Terminal.write(say("还没有令牌：gendan token add 名字。", "No tokens yet: gendan token add NAME.")) }
        let lines = rows.map { [$0.id, $0.role, $0.createdAt, $0.revokedAt.map { say("\($0) 作废", "revoked \($0)") } ?? say("有效", "good"), $0.name] }
        for line in aligned(lines) { Terminal.write(line) }
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(abstract: say("作废一个令牌，立刻生效。", "Revoke a token, at once.")) }

    @Argument(help: ArgumentHelp(say("令牌的编号（gendan token list）。", "The token's id (gendan token list).")))
    var id: String

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var language: LocaleOption

    func run() async throws {
      try await reporting {
        let ledger = try Wiring.file(ledger.ledger, makesOne: false)
        guard try await ledger.revokeToken(id, at: WallClock().now(), noting: [Operator.note(.tokenRevoked, about: "token:\(id)")]) else {
          throw Trouble(say("没有有效的令牌 \(id)：gendan token list。", "There is no good token \(id): gendan token list."))
        }
        Terminal.write(say("已作废 \(id)。", "Revoked \(id)."))
      }
    }
  }
}

private var roles: String { Role.allCases.map(\.rawValue).joined(separator: say("、", ", ")) }
