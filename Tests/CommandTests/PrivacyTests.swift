import Foundation
import Testing

@Suite("Keys and persons on the command line")
struct PrivacyTests {
  private let place: Place
  private let program: Program

  init() throws {
    place = try Place()
    var program = Program(place: place)
    program.language = "en"
    self.program = program
  }

  private var path: String { place.path("ledger.db") }
  private var ledger: String { "sqlite:" + path }
  private var keyPath: String { path + ".key" }

  private func open() async throws {
    try place.write("locker-jam.md", Locker.text)
    #expect(try program("publish", "locker-jam.md", "--ledger", ledger).code == 0)
    try await openCase("C-000001", of: "locker-jam", about: "A-1", in: path)
  }

  private func key() throws -> String { try String(contentsOfFile: keyPath, encoding: .utf8) }

  @Test func `a ledger is given a key once, and isn't opened without it`() async throws {
    try await open()
    let made = try program("key", "make", "--ledger", ledger)
    #expect(made.code == 0 && made.out.contains(keyPath), "\(made.err)")
    #expect(try FileManager.default.attributesOfItem(atPath: keyPath)[.posixPermissions] as? Int == 0o600)
    #expect(try program("key", "make", "--ledger", ledger).code == 1)
    #expect(try program("cases", "--ledger", ledger).out.contains("C-000001"))
    #expect(try program("verify", "--ledger", ledger).code == 0)
    let kept = try key()
    try FileManager.default.moveItem(atPath: keyPath, toPath: place.hidden("elsewhere").path)
    let refused = try program("cases", "--ledger", ledger)
    #expect(refused.code == 2 && refused.err.contains("master key"), "\(refused.err)")
    #expect(try program("cases", "--ledger", ledger, environment: ["GENDAN_MASTER_KEY": kept]).code == 0)
    #expect(try program("cases", "--ledger", ledger, environment: ["GENDAN_MASTER_KEY": "x"]).code == 2)
    let file = ["GENDAN_PRIVACY_MASTER_KEY_FILE": place.hidden("elsewhere").path]
    #expect(try program("cases", "--ledger", ledger, environment: file).code == 0)
    #expect(try program("cases", "--ledger", ledger, environment: ["GENDAN_PRIVACY_MASTER_KEY_FILE": place.path("nowhere")]).code == 2)
    try place.write("gendan.yaml", "privacy:\n  master-key-file: \(place.hidden("elsewhere").path)\n")
    #expect(try program("cases", "--ledger", ledger).code == 0)
  }

  @Test func `the master key is changed, and an older backup needs the older key`() async throws {
    try await open()
    #expect(try program("key", "make", "--ledger", ledger).code == 0)
    let old = try key()
    #expect(try program("backup", place.path("backup.db"), "--ledger", ledger).code == 0)
    let changed = try program("key", "rotate", "--ledger", ledger)
    #expect(changed.code == 0, "\(changed.err)")
    let new = try key()
    #expect(new != old && !place.contents.keys.contains("ledger.db.key.next"))
    #expect(try program("cases", "--ledger", ledger).code == 0)
    #expect(try program("cases", "--ledger", "sqlite:" + place.path("backup.db"), environment: ["GENDAN_MASTER_KEY": new]).code == 2)
    #expect(try program("cases", "--ledger", "sqlite:" + place.path("backup.db"), environment: ["GENDAN_MASTER_KEY": old]).code == 0)
    let fromVariable = try program("key", "rotate", "--ledger", ledger, environment: ["GENDAN_MASTER_KEY": new])
    #expect(fromVariable.code == 2 && fromVariable.err.contains("--into"))
    #expect(try program("key", "rotate", "--ledger", ledger, "--into", place.path("third.key"), environment: ["GENDAN_MASTER_KEY": new]).code == 0)
    let third = try String(contentsOfFile: place.path("third.key"), encoding: .utf8)
    #expect(try program("cases", "--ledger", ledger, environment: ["GENDAN_MASTER_KEY": third]).code == 0)
  }

  @Test func `a change of the key that was cut short is brought to its end`() async throws {
    try await open()
    #expect(try program("key", "make", "--ledger", ledger).code == 0)
    let old = try key()
    #expect(try program("key", "rotate", "--ledger", ledger).code == 0)
    let new = try key()
    // As if it had been killed before the new file was put in the old one's place.
    try place.write("ledger.db.key", old)
    try place.write("ledger.db.key.next", new)
    #expect(try program("cases", "--ledger", ledger).code == 0)
    #expect(try program("key", "rotate", "--ledger", ledger).code == 0)
    #expect(try ![old, new].contains(key()) && !place.contents.keys.contains("ledger.db.key.next"))
    #expect(try program("cases", "--ledger", ledger).code == 0)
  }

  @Test func `a key that is replaced is kept, and a file that was named isn't replaced`() async throws {
    try await open()
    #expect(try program("key", "make", "--ledger", ledger).code == 0)
    let old = try key()
    #expect(try program("key", "rotate", "--ledger", ledger).code == 0)
    #expect(place.contents["ledger.db.key.replaced-1"] == Data(old.utf8))
    // A next key that this ledger doesn't know isn't lost either.
    let strange = Data(repeating: 7, count: 32).base64EncodedString() + "\n"
    try place.write("ledger.db.key.next", strange)
    #expect(try program("key", "rotate", "--ledger", ledger).code == 0)
    #expect(place.contents["ledger.db.key.next.replaced-1"] == Data(strange.utf8) && place.contents["ledger.db.key.replaced-2"] != nil)
    #expect(!place.contents.keys.contains { $0.contains("making") })
    try FileManager.default.moveItem(atPath: keyPath, toPath: place.path("shared.key"))
    let shared = try String(contentsOfFile: place.path("shared.key"), encoding: .utf8)
    let named = ["GENDAN_PRIVACY_MASTER_KEY_FILE": place.path("shared.key")]
    let refused = try program("key", "rotate", "--ledger", ledger, environment: named)
    #expect(refused.code == 2 && refused.err.contains("--into"), "\(refused.err)")
    #expect(try program("key", "rotate", "--ledger", ledger, "--into", place.path("own.key"), environment: named).code == 0)
    #expect(try String(contentsOfFile: place.path("shared.key"), encoding: .utf8) == shared)
    #expect(try program("cases", "--ledger", ledger, environment: ["GENDAN_PRIVACY_MASTER_KEY_FILE": place.path("own.key")]).code == 0)
  }

  @Test func `a person is exported, and not erased while a case is open`() async throws {
    try await open()
    let export = try program("person", "export", "A-1/customer", "--ledger", ledger)
    let cases = try export.object["cases"] as? [[String: Any]]
    #expect(export.code == 0 && cases?.first?["id"] as? String == "C-000001", "\(export.err)")
    #expect(try program("person", "export", "u-1", "--ledger", ledger).code == 1)
    let refused = try program("person", "erase", "A-1/customer", "--reason", "asked for it", "--ledger", ledger)
    #expect(refused.code == 1 && refused.err.contains("C-000001"), "\(refused.err)")
    #expect(try program("person", "erase", "u-1", "--reason", "asked for it", "--ledger", ledger).code == 1)
    // As at the door: space says nothing, and the audit has one line for it.
    for reason in ["no", "n        o", "asked for it\nby letter", "asked for it\u{7}", String(repeating: "x", count: 501)] {
      #expect(try program("person", "erase", "u-1", "--reason", reason, "--ledger", ledger).code == 64, "\(reason)")
    }
    let audit = try program("audit", "list", "--ledger", ledger, "--format", "json").array
    #expect(audit.map { $0["about"] as? String } == ["person:A-1/customer"])
  }
}
