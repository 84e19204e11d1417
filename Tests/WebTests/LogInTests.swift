import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Logging in")
struct LogInTests {
  @Test func `a person comes in by name and password, and what recognises the session isn't its secret`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    let entered = try await lobby.entered()
    #expect(entered.account.account.id == "li" && entered.session.account == "li")
    #expect(entered.session.expiresAt == lobby.time.now + .minutes(60))
    #expect(try await lobby.isIn(entered))
    #expect(await lobby.ledger.readSession(entered.secret.digest) == entered.session)
    let note = try #require(await lobby.ledger.auditHead()?.note)
    #expect(note.what == .loggedIn && note.who == "account:li" && note.about == "account:li" && note.detail == "from 10.0.0.1")
  }

  @Test func `five failures in a row lock an account for a quarter of an hour, for the right password too`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    for _ in 0..<4 { #expect(try await lobby.refusal("li", "wrong password") == .wrong) }
    let until = lobby.time.now + .minutes(15)
    #expect(try await lobby.refusal("li", "wrong password") == .locked(until: until))
    lobby.time.advance(.minutes(14))
    #expect(try await lobby.refusal() == .locked(until: until))
    #expect(await lobby.audit() == [.logInFailed, .logInFailed, .logInFailed, .logInFailed, .logInFailed, .lockedOut])
    lobby.time.advance(.minutes(1))
    #expect(try await lobby.refusal() == nil)
    #expect(await lobby.ledger.readAccount("li")?.failures == 0)
    #expect(await lobby.ledger.readAccount("li")?.lockedUntil == nil)
  }

  @Test func `a log-in that succeeds begins the count anew`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    for _ in 0..<3 {
      for _ in 0..<4 { #expect(try await lobby.refusal("li", "wrong password") == .wrong) }
      #expect(try await lobby.refusal() == nil)
    }
  }

  @Test func `somebody who isn't there is answered like a wrong password, to the lock and behind it`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    for round in 0..<2 {
      for attempt in 0..<7 {
        let (known, stranger) = (try await lobby.refusal("li", "wrong password"), try await lobby.refusal("nobody", "wrong password"))
        #expect(known == stranger && known != nil, "round \(round), attempt \(attempt)")
      }
      lobby.time.advance(.minutes(15))
    }
    #expect(try await lobby.refusal("NOT A NAME; DROP TABLE", "wrong password") == .wrong)
    let notes = await lobby.ledger.readAudit(after: 0, limit: 1_000).map(\.note)
    #expect(notes.filter { $0.what == .lockedOut }.map(\.about) == ["account:li", "an unknown account", "account:li", "an unknown account"])
    #expect(!notes.contains { $0.about.contains("nobody") || $0.detail?.contains("nobody") == true }, "people type passwords there")
  }

  @Test func `of many attempts at once none gets around the lock`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    let refusals = try await withThrowingTaskGroup(of: LogIn.Refusal?.self) { group in
      for number in 0..<40 { group.addTask { try await lobby.refusal("li", "wrong password \(number)") } }
      return try await group.reduce(into: [LogIn.Refusal?]()) { $0.append($1) }
    }
    #expect(refusals.filter { $0 == .wrong }.count == 4)
    #expect(await lobby.audit().filter { $0 == .logInFailed }.count == 5)
    #expect(await lobby.audit().filter { $0 == .lockedOut }.count == 1)
  }

  @Test func `who is disabled is answered like a wrong password, and their sessions are over`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    let entered = try await lobby.entered()
    var kept = try #require(await lobby.ledger.readAccount("li"))
    kept.account.disabledAt = lobby.time.now
    #expect(await lobby.ledger.changeAccount(kept, sessions: .none, noting: []))
    #expect(try await !lobby.isIn(entered))
    #expect(try await lobby.refusal() == .wrong)
  }

  // MARK: the second factor

  @Test func `with a second factor a code is asked for, taken once, and guessed at as little as a password`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    let first = try await lobby.entered()
    let secret = try #require(try await lobby.logIn.beginTOTP(of: first))
    let totp = TOTP(secret: secret)
    func code() -> String { totp.code(step: TOTP.step(at: lobby.time.now)) }
    #expect(try await lobby.refusal() == nil, "it counts from its confirmation on")
    #expect(try await lobby.logIn.confirmTOTP(of: first, code: "000000x") == .wrong)
    #expect(try await lobby.logIn.confirmTOTP(of: first, code: code()) == .done)
    #expect(try await lobby.logIn.confirmTOTP(of: first, code: code()) == .notNow)
    #expect(try await lobby.logIn.beginTOTP(of: first) == nil)
    #expect(await lobby.audit().last == .totpEnabled)

    #expect(try await lobby.refusal() == .codeNeeded)
    #expect(await lobby.audit().last == .codeAsked)
    #expect(try await lobby.refusal(code: code()) == .wrong, "it was used to confirm")
    lobby.time.advance(TimeAmount(seconds: 30))
    #expect(try await lobby.refusal(code: code()) == nil)
    #expect(try await lobby.refusal(code: code()) == .wrong, "somebody looked over a shoulder")
    lobby.time.advance(TimeAmount(seconds: 30))
    #expect(try await lobby.refusal("li", "wrong password", code: code()) == .wrong)
    for _ in 0..<2 { #expect(try await lobby.refusal(code: "000000x") == .wrong) }
    #expect(try await lobby.refusal(code: "000000x") == .locked(until: lobby.time.now + .minutes(15)))
  }

  // MARK: passwords

  @Test func `a one-time password holds for a week, and is changed with the log-in`() async throws {
    let lobby = Lobby()
    let oneTime = try #require(try await FirstAdministrator.make(in: lobby.ledger, Lobby.passwords, at: lobby.time.now))
    #expect(try await FirstAdministrator.make(in: lobby.ledger, Lobby.passwords, at: lobby.time.now) == nil, "there is somebody now")
    #expect(await lobby.audit() == [.accountAdded])
    let limited = try await lobby.entered("admin", oneTime.text)
    #expect(limited.account.account.mustChangePassword && limited.account.account.role == .administrator)
    #expect(try await lobby.refusal("admin", oneTime.text, newPassword: "short") == .badPassword(.init("至少 10 个字", "at least 10 characters")))
    #expect(try await lobby.refusal("admin", oneTime.text, newPassword: oneTime.text) != nil, "it has to be another one")
    let free = try await lobby.entered("admin", oneTime.text, newPassword: Lobby.password)
    #expect(!free.account.account.mustChangePassword)
    #expect(try await !lobby.isIn(limited), "what went before is over")
    #expect(try await lobby.isIn(free))
    #expect(await lobby.audit().suffix(2) == [.loggedIn, .passwordChanged])
    #expect(try await lobby.refusal("admin", oneTime.text) == .wrong)
    lobby.time.advance(.hours(8 * 24))
    #expect(try await lobby.refusal("admin") == nil, "one's own doesn't expire")
  }

  @Test func `a one-time password that nobody has changed in a week is good for nothing`() async throws {
    let lobby = Lobby()
    let oneTime = try #require(try await FirstAdministrator.make(in: lobby.ledger, Lobby.passwords, at: lobby.time.now))
    lobby.time.advance(.hours(7 * 24))
    #expect(try await lobby.refusal("admin", oneTime.text, newPassword: Lobby.password) == .passwordExpired)
    #expect(try await lobby.refusal("admin", "wrong password") == .wrong, "nobody else is told")
  }

  @Test func `a changed password ends all other sessions; a wrong old one counts as a failure`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    let (here, there) = (try await lobby.entered(), try await lobby.entered())
    #expect(try await lobby.logIn.changePassword(of: here, from: Lobby.password, to: "li") == .badPassword(.init("至少 10 个字", "at least 10 characters")))
    #expect(try await lobby.logIn.changePassword(of: here, from: "wrong password", to: "another horse 43") == .wrong)
    #expect(await lobby.ledger.readAccount("li")?.failures == 1)
    #expect(try await lobby.logIn.changePassword(of: here, from: Lobby.password, to: "another horse 43") == .done)
    #expect(await lobby.audit().last == .passwordChanged)
    let (isHere, isThere) = (try await lobby.isIn(here), try await lobby.isIn(there))
    #expect(isHere && !isThere)
    #expect(try await lobby.refusal() == .wrong)
    #expect(try await lobby.refusal("li", "another horse 43") == nil)
    let entered = try await lobby.entered("li", "another horse 43")
    for _ in 0..<4 { #expect(try await lobby.logIn.changePassword(of: entered, from: "wrong password", to: "third horse 44") == .wrong) }
    let until = lobby.time.now + .minutes(15)
    #expect(try await lobby.logIn.changePassword(of: entered, from: "wrong password", to: "third horse 44") == .locked(until: until))
    #expect(try await lobby.refusal("li", "another horse 43") == .locked(until: until))
  }

  // MARK: sessions

  @Test func `a session ends after an hour without use, after twelve at most, and at the log-out`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    let idle = try await lobby.entered()
    lobby.time.advance(.minutes(59))
    #expect(try await lobby.isIn(idle))
    lobby.time.advance(.minutes(59))
    #expect(try await lobby.isIn(idle), "it was used")
    lobby.time.advance(.minutes(60))
    #expect(try await !lobby.isIn(idle))
    let busy = try await lobby.entered()
    #expect(await lobby.ledger.readSession(idle.secret.digest) == nil, "what is over is forgotten")
    for _ in 0..<23 {
      lobby.time.advance(.minutes(30))
      #expect(try await lobby.isIn(busy))
    }
    lobby.time.advance(.minutes(30))
    #expect(try await !lobby.isIn(busy), "twelve hours have passed")
    let last = try await lobby.entered()
    try await lobby.logIn.end(last)
    #expect(try await !lobby.isIn(last))
    #expect(await lobby.audit().last == .loggedOut)
    try await lobby.logIn.end(last)
    #expect(await lobby.audit().filter { $0 == .loggedOut }.count == 1)
  }

  @Test func `not each request is written down`() async throws {
    let lobby = Lobby()
    try await lobby.person()
    let entered = try await lobby.entered()
    lobby.time.advance(TimeAmount(seconds: 59))
    _ = try await lobby.isIn(entered)
    #expect(await lobby.ledger.readSession(entered.secret.digest)?.seenAt == entered.session.seenAt)
    lobby.time.advance(TimeAmount(seconds: 1))
    _ = try await lobby.isIn(entered)
    #expect(await lobby.ledger.readSession(entered.secret.digest)?.seenAt == lobby.time.now)
  }
}
