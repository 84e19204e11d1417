import Foundation
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Whom a provider vouches for")
struct VouchingTests {
  private let lobby = Lobby()

  private func vouched(_ account: String?, role: Role? = nil, name: String? = nil) -> LogIn.Vouched {
    LogIn.Vouched(account: account, name: name, role: role, provider: "https://login.example", client: "10.0.0.1")
  }

  private func refusal(_ vouched: LogIn.Vouched) async throws -> LogIn.Unwelcome? {
    guard case .refused(let refusal) = try await lobby.logIn.welcome(vouched) else { return nil }
    return refusal
  }

  private func change(_ id: String, _ change: (inout KeptAccount) -> Void) async throws {
    var kept = try #require(await lobby.ledger.readAccount(id))
    change(&kept)
    let isChanged = await lobby.ledger.changeAccount(kept, sessions: .none, noting: [])
    #expect(isChanged)
  }

  @Test func `a session by a provider is one like any other`() async throws {
    try await lobby.person()
    guard case .entered(let entered) = try await lobby.logIn.welcome(vouched("li")) else {
      Issue.record("they didn't come in")
      return
    }
    #expect(try await lobby.isIn(entered))
    let note = await lobby.ledger.readAudit(after: 0, limit: 10).last?.note
    #expect(note?.what == .loggedInByProvider && note?.detail == "by https://login.example, from 10.0.0.1" && note?.who == "account:li")
    try await lobby.logIn.end(entered)
    #expect(try await !lobby.isIn(entered))
  }

  @Test func `who has no account, a disabled or locked one, or is an administrator stays outside, and stands in the audit`() async throws {
    for id in ["li", "wang", "zhao"] { try await lobby.person(id) }
    try await lobby.person("admin", .administrator)
    let time = lobby.time.now
    try await change("wang") { $0.account.disabledAt = time }
    try await change("zhao") { $0.lockedUntil = time + TimeAmount.minutes(5) }
    let wanted: [(String?, LogIn.Unwelcome)] = [
      ("nobody", .unknown), (nil, .unknown), ("", .unknown), ("me", .unknown), ("Li", .unknown), ("li ", .unknown), ("../li", .unknown),
      (String(repeating: "l", count: 41), .unknown), ("wang", .disabled), ("zhao", .locked(until: time + TimeAmount.minutes(5))), ("admin", .administrator),
    ]
    for (account, unwelcome) in wanted {
      let found = try await refusal(vouched(account))
      #expect(found == unwelcome, "\(account ?? "nil")")
    }
    let notes = await lobby.ledger.readAudit(after: 0, limit: 100).map(\.note)
    #expect(notes.count == wanted.count && notes.allSatisfy { $0.what == .providerLogInFailed && $0.who == "visitor" })
    #expect(notes.filter { $0.about == "an unknown account" }.count == 7, "nothing stands there that can't be a log-in name")
    lobby.time.advance(.minutes(6))
    #expect(try await refusal(vouched("zhao")) == nil)
  }

  @Test func `a one-time password ends where a provider is enough`() async throws {
    let now = lobby.time.now
    let account = try #require(DeskAccount(id: "li", name: "Li", role: .agent, createdAt: now, createdBy: "test"))
    let (kept, oneTime) = try await Lobby.passwords.begin(account, at: now)
    let isNew = await lobby.ledger.addAccount(kept, noting: [])
    #expect(isNew)
    #expect(try await refusal(vouched("li")) == nil)
    let after = try #require(await lobby.ledger.readAccount("li"))
    #expect(!after.account.mustChangePassword && after.passwordUntil == nil)
    #expect(try await lobby.refusal("li", oneTime.text) == .wrong)
  }

  @Test func `accounts are made only where a role is said, and never an administrator's`() async throws {
    #expect(try await refusal(vouched("new", role: .administrator)) == .unknown)
    #expect(try await refusal(vouched("new", role: .integration)) == .unknown)
    #expect(try await refusal(vouched("new")) == .unknown)
    #expect(try await refusal(vouched("new", role: .quality, name: "新来的")) == nil)
    let made = try #require(await lobby.ledger.readAccount("new")?.account)
    #expect(made.role == .quality && made.name == "新来的" && made.createdBy == "provider:https://login.example")
    let added = await lobby.ledger.readAudit(after: 0, limit: 100).map(\.note).filter { $0.what == .accountAdded }
    #expect(added.count == 1 && added.first?.detail == "role quality")
    #expect(try await refusal(vouched("new", role: .supervisor)) == nil)
    #expect(await lobby.ledger.readAccount("new")?.account.role == .quality, "roles of those who are there are changed here")
    for password in ["", "new", Lobby.password] { #expect(try await lobby.refusal("new", password) == .wrong) }
  }

  @Test func `claims are read as a log-in name, a name and a role`() throws {
    var settings = try OpenIDSettings(
      issuer: "https://login.example", clientID: "c", clientSecret: "s", redirect: "https://desk.example", allowsLoopback: false)
    func read(_ claims: [String: Claims.Value]) -> LogIn.Vouched { Vouching(settings: settings).vouched(Claims(claims), client: nil) }
    #expect(read(["preferred_username": .text("LI")]).account == "li")
    #expect(read(["preferred_username": .text("li@corp.example")]).account == nil && read(["preferred_username": .texts(["li"])]).account == nil)
    #expect(read(["gendan_role": .text("agent"), "preferred_username": .text("li")]).role == nil, "unless accounts are made")
    settings.domain = "Corp.example"
    #expect(read(["preferred_username": .text("Li@corp.EXAMPLE")]).account == "li")
    #expect(read(["preferred_username": .text("li@corp.example.evil.example")]).account == nil)
    #expect(read(["preferred_username": .text("li@evil.example@corp.example")]).account == "li@evil.example", "which can't be a log-in name")
    settings.accountClaim = "email"
    #expect(read(["email": .text("li@corp.example")]).account == nil, "nobody has checked it")
    #expect(read(["email": .text("li@corp.example"), "email_verified": .flag(true)]).account == "li")
    settings.makesAccounts = true
    let groups: Claims.Value = .texts(["staff", "administrator", "supervisor", "agent"])
    let made = read(["email": .text("x@corp.example"), "email_verified": .flag(true), "gendan_role": groups, "name": .text("小李")])
    #expect(made.role == .supervisor && made.name == "小李")
    #expect(read(["name": .text("a\u{202E}b"), "gendan_role": .text("king")]).name == nil)
    #expect(read(["gendan_role": .text("integration")]).role == nil)
  }
}
