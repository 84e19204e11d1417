import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Web

/// People who try the sandbox: an account for each kind of work, all with one password, and teams, so that work finds them.
struct SandboxPeople {
  let password: String

  private static let people: [(id: String, chinese: String, english: String, role: Role)] = [
    ("li", "李明", "Li Ming", .agent), ("wang", "王芳", "Wang Fang", .agent), ("zhou", "周岚", "Zhou Lan", .supervisor),
    ("chen", "陈默", "Chen Mo", .author), ("sun", "孙宁", "Sun Ning", .approver), ("wu", "吴越", "Wu Yue", .publisher),
    ("zheng", "郑洁", "Zheng Jie", .quality), ("he", "何静", "He Jing", .administrator),
  ]

  /// Makes those that aren't there. The password is made at the first start and kept beside the ledger, for its owner's eyes only.
  /// - Throws: `Trouble` when the file can't be read or written; `LedgerError`, `HashingFault`.
  init(ledger: SQLiteLedger, path: String) async throws {
    password = try Self.password(at: path + ".demo")
    let now = WallClock().now()
    let passwords = Passwords()
    var hashed: KeptPassword?
    for one in Self.people where try await ledger.readAccount(one.id) == nil {
      if hashed == nil { hashed = try await passwords.hash(password) }
      let account = DeskAccount(id: one.id, name: say(one.chinese, one.english), role: one.role, createdAt: now, createdBy: Self.creator)
      guard let account, let hashed else { continue }
      let note = AuditNote(at: now, who: Self.creator, what: .accountAdded, about: "account:\(one.id)", detail: "role \(one.role.rawValue)")
      _ = try await ledger.addAccount(KeptAccount(account: account, password: hashed), noting: [note])
    }
    for team in Self.teams where try await !ledger.listTeams().contains(where: { $0.id == team.id }) {
      let note = AuditNote(at: now, who: Self.creator, what: .teamAdded, about: "team:\(team.id)", detail: nil)
      _ = try await ledger.addTeam(team, noting: [note])
    }
  }

  private static let creator = "operator:gendan serve --sandbox"

  private static var teams: [Team] {
    func members(_ ids: [String]) -> [String: Set<String>] { Dictionary(uniqueKeysWithValues: ids.map { ("account:\($0)", []) }) }
    return [
      Team(id: "front", name: say("一线客服", "Front line"), queues: [Work.anyQueue], members: members(["li", "wang"])),
      Team(id: "leads", name: say("主管组", "Supervisors"), queues: ["主管", "品控专员", "配送调度"], members: members(["zhou"])),
    ]
  }

  private static func password(at path: String) throws -> String {
    if let data = FileManager.default.contents(atPath: path) {
      let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      if !text.isEmpty { return text }
    }
    let made = OneTimePassword().text
    guard FileManager.default.createFile(atPath: path, contents: Data((made + "\n").utf8), attributes: [.posixPermissions: 0o600]) else {
      throw Trouble(say("写不了 \(path)。", "\(path) can't be written."), code: .unreadable)
    }
    return made
  }

  /// Where to look and what to try, as lines to be read.
  func welcome(at address: String) -> String {
    say(
      """

      打开 \(address) ，用下面任一账号登录，密码都是 \(password)
        li、wang 客服  zhou 主管  chen 流程编写  sun 审批  wu 发布  zheng 质检  he 管理员
      三分钟看一遍：
        1. 用 li 登录，状态改成“空闲”，接一张派来的任务，在高亮的那句话旁边点选；右边是订单和事实，左边能发消息。
        2. 另开一个窗口用 zhou 登录看大盘：排队、快到期的时限、谁在线；li 点一下，这里马上变。
        3. 用 chen 登录打开“流程”，看这张单走的文档，改一句，旁边就查出问题。
      """,
      """

      Open \(address) and log in with one of these, each with the password \(password)
        li, wang agents  zhou supervisor  chen author  sun approver  wu publisher  zheng quality  he administrator
      In three minutes:
        1. As li say that you are available, take a task that is offered, and answer beside the sentence that is lit; the order and the facts are on the right, messages on the left.
        2. In another window look at the wall as zhou: queues, deadlines, who is there. When li answers, it changes at once.
        3. As chen open the playbooks, look at the document that the case runs by, change a sentence, and see beside it what is wrong.
      """)
  }
}
