import Foundation
import Playbook
import Testing

@Suite("Formatting never changes what a document means")
struct FormattedDocumentsTests {
  @Test(arguments: 0..<200)
  func randomDocuments(seed: UInt64) {
    let text = RandomDocument(seed: seed).text
    let written = checkFormatted(text, "document \(seed)")
    // Numbers of lists may change; words never do.
    #expect(written.filter(\.isLetter) == text.filter(\.isLetter), "document \(seed) lost or gained words\n\(text)\n→\n\(written)")
  }

  @Test(arguments: 0..<20)
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...2000, using: &generator)).map { _ in UInt8.random(in: 9...126, using: &generator) }
    checkFormatted(SourceText(path: "a.md", bytes: bytes).text, "bytes \(seed)")
  }

  /// Everything that is shipped is in the one form, and its plan is that of the file with other bullets, bold and colons.
  @Test(arguments: shippedPlaybooks)
  func shipped(file: String) throws {
    let text = try String(contentsOf: playbookFolder.appending(path: file), encoding: .utf8)
    let written = formatted(SourceText(path: file, text: text))
    expectText(planShape(compiled(file, written)), planShape(compiled(file, text)), file)
    expectText(formatted(SourceText(path: file, text: written)), written, file)
    let roughly = text.replacing("\n- ", with: "\n\n*  ").replacing("条件：", with: "条件: ").replacing("|---|", with: "|:--|").replacing(" | ", with: "  |")
    let rough = planShape(compiled(file, roughly))
    expectText(planShape(compiled(file, formatted(SourceText(path: file, text: roughly)))), rough, file)
  }

  private func compiled(_ file: String, _ text: String) -> Compilation {
    compile(SourceText(path: file, text: text)) { path in
      FileManager.default.contents(atPath: playbookFolder.appending(path: path).path).map { SourceText(path: path, bytes: $0) }
    }
  }
}

private let playbookFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Playbooks")

private let shippedPlaybooks = (FileManager.default.enumerator(atPath: playbookFolder.path)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }
  .sorted()
