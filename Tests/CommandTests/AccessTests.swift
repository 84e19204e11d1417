import Foundation
import Ledger
import LedgerSQLite
import Testing

@Suite("Accounts, tokens and the audit on the command line")
struct AccessTests {
  private let place: Place
  private let program: Program

  init() throws {
    place = try Place()
    var program = Program(place: place)
    program.language = "en"
    self.program = program
  }

  private var ledger: String { "sqlite:" + place.path("ledger.db") }

  @Test func `an account is added, listed, disabled and reset, and the audit has all of it`() throws {
    let made = try program("account", "add", "li", "--name", "Li Ming", "--role", "supervisor", "--ledger", ledger, "--format", "json")
    let first = try #require(try made.object["oneTimePassword"] as? String)
    #expect(made.code == 0 && first.count == 19)
    #expect(try program("account", "add", "li", "--ledger", ledger).code == 1)
    #expect(try program("account", "list", "--ledger", ledger).out.contains("li  supervisor  hasn't logged in yet  Li Ming"))
    #expect(try program("account", "disable", "li", "--ledger", ledger).code == 0)
    #expect(try program("account", "disable", "li", "--ledger", ledger).code == 1)
    #expect(try program("account", "list", "--ledger", ledger).out.contains("disabled "))
    let reset = try program("account", "reset", "li", "--ledger", ledger)
    #expect(reset.code == 0 && reset.out.count == 20 && !reset.out.contains(first) && reset.err.contains("seven days"))
    #expect(try program("account", "reset", "nobody", "--ledger", ledger).code == 1)
    let token = try #require(try program("token", "add", "platform", "--ledger", ledger, "--format", "json").object["id"] as? String)
    #expect(try program("token", "revoke", token, "--ledger", ledger).code == 0)
    let entries = try program("audit", "list", "--ledger", ledger, "--format", "json").array
    #expect(
      entries.map { $0["what"] as? String } == [
        "account-added", "account-disabled", "account-enabled", "password-reset", "token-added", "token-revoked",
      ])
    #expect(entries.allSatisfy { ($0["who"] as? String)?.hasPrefix("operator:") == true })
    #expect(entries[0]["about"] as? String == "account:li" && entries[5]["about"] as? String == "token:\(token)")
    #expect(try program("audit", "list", "--limit", "2", "--ledger", ledger, "--format", "json").array.count == 2)
  }

  @Test(arguments: [["add", "Li"], ["add", "me"]])
  func `a log-in name that can't be is refused`(arguments: [String]) throws {
    let ran = try program.run(["account"] + arguments + ["--ledger", ledger])
    #expect(ran.code == 1 && ran.err.contains("lower-case"))
    #expect(try program.run(["account", "add", "li", "--role", "integration", "--ledger", ledger]).code == 64)
  }

  @Test func `the audit is verified, and its end compared with one that was noted`() async throws {
    #expect(try program("audit", "verify", "--ledger", ledger).code == 2, "there is no ledger")
    for name in ["a", "b"] { #expect(try program("token", "add", name, "--ledger", ledger).code == 0) }
    let sound = try program("audit", "verify", "--ledger", ledger, "--format", "json")
    let head = try #require(try sound.object["head"] as? String)
    #expect(sound.code == 0 && head.count == 64)
    #expect(try sound.object["entries"] as? Int == 2)
    #expect(try program("token", "add", "c", "--ledger", ledger).code == 0)
    #expect(try program("audit", "verify", "--head", head, "--ledger", ledger).code == 0, "the chain has grown since")
    let other = try program("audit", "verify", "--head", String(repeating: "0f", count: 32), "--ledger", ledger)
    #expect(other.code == 1 && other.out.contains("cut off"))
    #expect(try program("audit", "verify", "--head", "0f", "--ledger", ledger).code == 64)
    let listed = try program("audit", "list", "--ledger", ledger)
    #expect(listed.code == 0 && listed.out.split(separator: "\n").count == 3)
  }
}
