import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Administrators look after the people who log in.
struct Accounts: Sendable {
  let people: LogIn

  private struct RoleView: Encodable {
    let role: String
    let rights: [String]
  }

  /// What each role may do.
  func roles(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return try JSONBody.answer(ItemList(items: Role.allCases.map { RoleView(role: $0.rawValue, rights: Right.of($0).map(\.rawValue).sorted()) }))
  }

  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let now = people.clock()
    let kept = try await Problem.telling { try await people.ledger.listAccounts() }
    return try JSONBody.answer(ItemList(items: kept.map { AccountView($0, at: now) }))
  }

  /// `{"id","name","role"}`: the answer has the one-time password, once.
  func add(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let now = people.clock()
    let object = try await JSONObject(request, visit)
    let (id, name) = (object.text("id"), object.text("name", longest: Self.longestName))
    let role = role(object.text("role"), object)
    let account = role.flatMap { DeskAccount(id: id, name: name, role: $0, createdAt: now, createdBy: caller.id) }
    if !DeskAccount.isID(id) { object.note("id", .init("2 到 40 个小写字母、数字、. _ -", "2 to 40 lower-case letters, digits, . _ -")) }
    try object.end()
    guard let account else { throw Problem.internalError }
    let note = AuditNote(at: now, who: caller.id, what: .accountAdded, about: "account:\(id)", detail: "role \(account.role.rawValue)")
    let oneTime: OneTimePassword? = try await Problem.telling {
      let (kept, oneTime) = try await people.passwords.begin(account, at: now)
      return try await people.ledger.addAccount(kept, noting: [note]) ? oneTime : nil
    }
    guard let oneTime, let kept = try await Problem.telling({ try await people.ledger.readAccount(id) }) else {
      throw Problem(kind: .conflict, detail: .init("已经有账号 \(id)，停用的也算。", "There is an account \(id) already, disabled ones included."))
    }
    return try JSONBody.answer(
      AccountView(kept, at: now, oneTime: oneTime), status: .created,
      headers: [.eTag: AccountView.tag(revision: kept.revision), .location: "/v1/accounts/\(id)"])
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let kept = try await account(visit)
    let tag = AccountView.tag(revision: kept.revision)
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try JSONBody.answer(AccountView(kept, at: people.clock()), headers: [.eTag: tag])
  }

  /// `{"name"?,"role"?,"disabled"?,"resetPassword"?}` with `If-Match`: what is left out stays. A reset and a disabling end all sessions.
  func change(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let name = object.has("name") ? object.text("name", longest: Self.longestName) : nil
    let role = object.has("role") ? role(object.text("role"), object) : nil
    let change = AccountChange(
      name: name, role: role, isDisabled: object.optionalFlag("disabled"), isReset: object.optionalFlag("resetPassword") ?? false, who: caller.id,
      now: people.clock())
    try object.end()
    let kept = try await account(visit)
    guard let asked = request.headers[.ifMatch] else {
      throw Problem(
        kind: .preconditionRequired, detail: .init("请带上 If-Match：账号的 ETag。", "Send If-Match with the account's ETag."),
        headers: [.eTag: AccountView.tag(revision: kept.revision)])
    }
    guard asked == AccountView.tag(revision: kept.revision) else { throw Self.changedMeanwhile }
    guard caller.id != "account:\(kept.account.id)" || !change.takesRights(of: kept) else {
      throw Problem(
        kind: .conflict,
        detail: .init(
          "不能停用自己、改自己的角色或重设自己的密码：请另一位管理员来做。",
          "You can't disable yourself, change your own role or reset your own password: another administrator can."))
    }
    let (changed, oneTime) = try await Problem.telling { try await change.carryOut(on: kept, people) }
    guard let changed else { throw Self.changedMeanwhile }
    return try JSONBody.answer(
      AccountView(changed, at: change.now, oneTime: oneTime), headers: [.eTag: AccountView.tag(revision: changed.revision)])
  }

  static let longestName = 80

  private static let changedMeanwhile = Problem(
    kind: .preconditionFailed, detail: .init("账号已经变了：再看一次再改。", "The account has changed since you looked: look again, then change it."))

  /// What a person may be. Programs have tokens.
  private func role(_ word: String, _ object: JSONObject) -> Role? {
    if let role = Role(rawValue: word), role != .integration { return role }
    let words = Role.allCases.filter { $0 != .integration }.map(\.rawValue)
    if !word.isEmpty { object.note("role", .init("可以是：\(words.joined(separator: "、"))", "may be: \(words.joined(separator: ", "))")) }
    return nil
  }

  private func account(_ visit: Visit) async throws -> KeptAccount {
    let id = visit.name("account")
    guard let kept = try await Problem.telling({ try await people.ledger.readAccount(id) }) else {
      throw Problem(kind: .notFound, detail: .init("没有账号 \(id)。", "There is no account \(id)."))
    }
    return kept
  }
}
