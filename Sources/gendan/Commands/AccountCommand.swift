import ArgumentParser
import Desk
import Ledger
import LedgerSQLite
import Playbook
import Web

struct AccountCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "account", abstract: say("管理登录的人。", "The people who log in."),
      discussion: say(
        """
        例：gendan account add li --name 李明 --role agent
            gendan account list
            gendan account disable li
            gendan account reset li
        一次性密码只显示一次，七天内有效，第一次登录就要改掉。reset 也解锁、重新启用并去掉动态码。
        退出码：0 成功；1 没有这个账号，或已经有了；2 账本读不了。
        """,
        """
        Examples: gendan account add li --name "Li Ming" --role agent
                  gendan account list
                  gendan account disable li
                  gendan account reset li
        A one-time password is shown once, holds for seven days and has to be changed at the first log-in. reset unlocks and enables an account too, and takes its second factor away.
        Exit codes: 0 success; 1 there is no such account, or there is one already; 2 the ledger can't be read.
        """),
      subcommands: [Add.self, List.self, Disable.self, Reset.self])
  }

  struct Add: AsyncParsableCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(abstract: say("加一个账号。", "Add an account.")) }

    @Argument(help: ArgumentHelp(say("登录名：2 到 40 个小写字母、数字、. _ -。", "The log-in name: 2 to 40 lower-case letters, digits, . _ -.")))
    var id: String

    @Option(help: ArgumentHelp(say("显示的名字，默认同登录名。", "The name as it is shown; the log-in name by default.")))
    var name: String?

    @Option(
      help: ArgumentHelp(say("角色：\(roles)。", "The role: \(roles).")),
      transform: { word in
        guard let role = Role(rawValue: word), role != .integration else {
          throw ValidationError(say("人没有“\(word)”这个角色：\(roles)。", "People have no role “\(word)”: \(roles)."))
        }
        return role
      })
    var role: Role = .agent

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    func run() async throws {
      try await reporting {
        let now = WallClock().now()
        guard let account = DeskAccount(id: id, name: name ?? id, role: role, createdAt: now, createdBy: "operator:\(Operator.name)") else {
          throw Trouble(say("登录名是 2 到 40 个小写字母、数字、. _ -。", "A log-in name is 2 to 40 lower-case letters, digits, . _ -."))
        }
        let ledger = try Wiring.file(ledger.ledger, makesOne: true)
        let (kept, oneTime) = try await Passwords().begin(account, at: now)
        let note = Operator.note(.accountAdded, about: "account:\(id)", detail: "role \(role.rawValue)")
        guard try await ledger.addAccount(kept, noting: [note]) else {
          throw Trouble(say("已经有账号 \(id)：gendan account reset \(id)。", "There is an account \(id) already: gendan account reset \(id)."))
        }
        try ledger.close()
        try tell(oneTime, of: id, as: answer.format)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(abstract: say("列出账号。", "List the accounts.")) }

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    private struct Row: Encodable {
      let id: String
      let name: String
      let role: String
      let createdAt: String
      let createdBy: String
      let disabledAt: String?
      let mustChangePassword: Bool
      let totp: Bool
      let lockedUntil: String?
    }

    func run() async throws {
      try await reporting {
        let (zone, now) = (TimeZoneOffset.china, WallClock().now())
        let rows = try await Wiring.file(ledger.ledger, makesOne: false).listAccounts().map { kept in
          Row(
            id: kept.account.id, name: kept.account.name, role: kept.account.role.rawValue, createdAt: zone.text(kept.account.createdAt),
            createdBy: kept.account.createdBy, disabledAt: kept.account.disabledAt.map { zone.text($0) },
            mustChangePassword: kept.account.mustChangePassword, totp: kept.totp?.isConfirmed ?? false,
            lockedUntil: kept.lockedUntil.flatMap { now < $0 ? zone.text($0) : nil })
        }
        if answer.format == .json { return try Terminal.writeJSON(rows) }
        if rows.isEmpty { return Terminal.write(say("还没有账号：gendan account add 登录名。", "No accounts yet: gendan account add NAME.")) }
        for line in aligned(rows.map { [$0.id, $0.role, standing($0), $0.name] }) { Terminal.write(line) }
      }
    }

    private func standing(_ row: Row) -> String {
      if let at = row.disabledAt { return say("\(at) 停用", "disabled \(at)") }
      if let until = row.lockedUntil { return say("锁定到 \(until)", "locked until \(until)") }
      return row.mustChangePassword ? say("等第一次登录", "hasn't logged in yet") : say("有效", "good")
    }
  }

  struct Disable: AsyncParsableCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(abstract: say("停用一个账号，立刻生效。", "Disable an account, at once.")) }

    @Argument(help: ArgumentHelp(say("登录名。", "The log-in name.")))
    var id: String

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var language: LocaleOption

    func run() async throws {
      try await reporting {
        let now = WallClock().now()
        try await changeAccount(id, in: try Wiring.file(ledger.ledger, makesOne: false)) { kept in
          guard kept.account.disabledAt == nil else { throw Trouble(say("账号 \(id) 已经停用。", "The account \(id) is disabled already.")) }
          var changed = kept
          changed.account.disabledAt = now
          return (changed, [Operator.note(.accountDisabled, about: "account:\(id)")], ())
        }
        Terminal.write(say("已停用 \(id)，登录都已结束。", "Disabled \(id); all sessions have ended."))
      }
    }
  }

  struct Reset: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("给一个新的一次性密码，并解锁、启用。", "Make a new one-time password; unlock and enable the account."))
    }

    @Argument(help: ArgumentHelp(say("登录名。", "The log-in name.")))
    var id: String

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    func run() async throws {
      try await reporting {
        let now = WallClock().now()
        let oneTime: OneTimePassword = try await changeAccount(id, in: try Wiring.file(ledger.ledger, makesOne: false)) { kept in
          let made = try await Passwords().beginAnew(kept, at: now)
          var changed = made.kept
          changed.account.disabledAt = nil
          let enabling = kept.account.disabledAt == nil ? [] : [Operator.note(.accountEnabled, about: "account:\(id)")]
          return (changed, enabling + [Operator.note(.passwordReset, about: "account:\(id)")], made.oneTime)
        }
        try tell(oneTime, of: id, as: answer.format)
      }
    }
  }
}

private var roles: String { Role.allCases.filter { $0 != .integration }.map(\.rawValue).joined(separator: say("、", ", ")) }

private struct Told: Encodable {
  let id: String
  let oneTimePassword: String
}

/// Shows a one-time password, which nobody can show again.
private func tell(_ oneTime: OneTimePassword, of id: String, as format: OutputFormat) throws {
  if format == .json { return try Terminal.writeJSON(Told(id: id, oneTimePassword: oneTime.text)) }
  Terminal.write(oneTime.text)
  Terminal.writeError(say("\(id) 的一次性密码，只显示这一次，七天内有效。", "The one-time password of \(id): shown this once, good for seven days."))
}
