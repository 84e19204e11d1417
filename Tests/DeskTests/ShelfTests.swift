@testable import Desk
import Foundation
import Ledger
import Playbook
import Testing

@Suite("The shelf")
struct ShelfTests {
  @Test(arguments: LedgerKind.allCases)
  func `a published version gives the same plan to a desk that starts later`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let shelf = PlaybookShelf(ledger: stage.ledger)
    let plan = try await shelf.plan(version: stage.plan.version)
    #expect(plan.version == stage.plan.version)
    #expect(plan.main.steps.map(\.id) == stage.plan.main.steps.map(\.id))
    #expect(try await shelf.currentPlan(of: "shop").version == stage.plan.version)
  }

  @Test func `a new text is a new version and becomes the current one, the old one stays`() async throws {
    let stage = try await Stage()
    let changed = SourceText(path: "shop.md", text: shopPlaybook.replacing("Wait 30 min", with: "Wait 40 min"))
    let version = try await stage.desk.shelf.publish([changed], at: stage.clock.now()).plan.version
    #expect(version != stage.plan.version)
    #expect(try await stage.desk.shelf.currentPlan(of: "shop").version == version)
    #expect(try await stage.desk.shelf.plan(version: stage.plan.version).version == stage.plan.version)
  }

  @Test func `a document with errors isn't published`() async throws {
    let stage = try await Stage()
    let broken = SourceText(path: "shop.md", text: shopPlaybook.replacing("60 min", with: "some day"))
    do throws(ShelfError) {
      _ = try await stage.desk.shelf.publish([broken], at: stage.clock.now())
      Issue.record("it was published")
    } catch {
      guard case .rejected(let diagnostics) = error else {
        Issue.record("rejected, not \(error)")
        return
      }
      #expect(diagnostics.contains { $0.level == .error })
    }
    #expect(try await stage.desk.shelf.currentPlan(of: "shop").version == stage.plan.version)
  }

  @Test func `unknown names are told`() async throws {
    let shelf = PlaybookShelf(ledger: MemoryLedger())
    await #expect(throws: DeskError.unknownPlaybook("nothing")) { try await shelf.currentPlan(of: "nothing") }
    await #expect(throws: DeskError.unknownPlaybook("00ff")) { try await shelf.plan(version: "00ff") }
  }

  @Test func `a document is read with the files it names, wherever it lies`() async throws {
    let root = URL(fileURLWithPath: temporaryFile("folder"))
    let cut = try #require(shopPlaybook.range(of: "## Procedure"))
    let tables = try #require(shopPlaybook.range(of: "## Parties"))
    let (vocabulary, procedure) = (shopPlaybook[tables.lowerBound..<cut.lowerBound], shopPlaybook[cut.lowerBound...])
    try FileManager.default.createDirectory(at: root.appendingPathComponent("shops"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: root.appendingPathComponent("shared"), withIntermediateDirectories: true)
    let document = root.appendingPathComponent("shops/shop.md").path
    try "---\nid: shop\nlocale: en\nvocabulary: [../shared/words.md]\n---\n# Shop\n\n\(procedure)".write(toFile: document, atomically: true, encoding: .utf8)
    try String(vocabulary).write(toFile: root.appendingPathComponent("shared/words.md").path, atomically: true, encoding: .utf8)

    let files = try PlaybookFiles(at: document)
    #expect(files.compilation.diagnostics.filter { $0.level == .error }.map(\.check) == [])
    #expect(files.sources.map(\.path) == ["shop.md", "../shared/words.md"])
    let shelf = PlaybookShelf(ledger: MemoryLedger())
    #expect(try await shelf.publish(files.sources, at: Instant(milliseconds: 0)).plan.version == files.compilation.plan.version)
  }

  @Test func `a document that isn't there is unreadable`() {
    #expect(throws: PlaybookFiles.Unreadable.self) { try PlaybookFiles(at: "no/such/file.md") }
  }

  @Test(arguments: [
    ("a/x.md", "a/x.md", "x.md"), ("a/v.md", "a/x.md", "v.md"), ("./v.md", "./x.md", "v.md"), ("b/v.md", "a/x.md", "../b/v.md"),
    ("v.md", "a/b/x.md", "../../v.md"),
    ("a/b/../v.md", "a/x.md", "v.md"), ("../c/v.md", "../a/x.md", "../c/v.md"), ("/p/c/v.md", "/p/a/x.md", "../c/v.md"), ("/v.md", "x.md", "/v.md"),
  ])
  func `a path is seen from a document`(_ path: String, _ origin: String, _ expected: String) {
    #expect(RelativePath.of(path, asSeenFrom: origin) == expected)
  }
}
