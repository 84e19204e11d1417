import Desk
import Foundation
import Playbook
import Testing

@testable import Web

/// A document whose stories are played; its stories' titles name the requirements they prove.
struct ShippedDocument: CustomTestStringConvertible, Sendable {
  let path: String
  let files: PlaybookFiles

  var testDescription: String { path + ": " + ids.joined(separator: " ") }

  /// The requirements that its stories name.
  var ids: [String] {
    let words = files.compilation.plan.stories.flatMap { $0.title.split(separator: " ") }
    return Set(words.filter { $0.count == 4 && "MOSCT".contains($0.first ?? " ") && $0.dropFirst().first == "-" }.map(String.init)).sorted()
  }

  /// A desk on which one of its stories was walked to its end, through the door.
  /// - Parameters:
  ///   - path: within the folder of the shipped playbooks.
  ///   - title: a part of the story's.
  static func walked(_ path: String, _ title: String) async throws -> StoryDoor {
    let document = try #require(all.first { $0.path == path }, "\(path)")
    let story = try #require(document.files.compilation.plan.stories.first { $0.title.contains(title) }, "\(title)")
    let door = try await StoryDoor(document.files)
    #expect(try await door.walk(story) == [])
    return door
  }

  static let all: [ShippedDocument] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Playbooks")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
      guard let files = try? PlaybookFiles(at: folder.appendingPathComponent(name).path), !files.compilation.plan.stories.isEmpty else { return nil }
      return ShippedDocument(path: name, files: files)
    }
  }()
}

@Suite("Shipped playbooks at the door")
struct StoryDoorTests {
  /// What stories of shipped playbooks prove: M-01 to M-16, O-01 to O-06, S-01 to S-11, C-01 to C-10, T-05 to T-19.
  @Test(
    "O-01 O-02 O-03 O-04 O-05 S-05 S-06 S-07 S-08 S-09 S-10 T-14 T-15 T-16 every story of a shipped playbook holds through the HTTP door",
    arguments: ShippedDocument.all)
  func holds(document: ShippedDocument) async throws {
    for story in document.files.compilation.plan.stories {
      #expect(try await StoryDoor(document.files).play(story) == [], "\(document.path): \(story.title)")
    }
  }

  @Test func `the stories that are played name every requirement that is a procedure`() {
    let named = Set(ShippedDocument.all.flatMap(\.ids))
    let asked = [("M", 1...16), ("O", 1...6), ("S", 1...11), ("C", 1...10), ("T", 5...16), ("T", 19...19)].flatMap { letter, numbers in
      numbers.map { "\(letter)-\($0 < 10 ? "0" : "")\($0)" }
    }
    #expect(asked.filter { !named.contains($0) } == [])
  }
}
