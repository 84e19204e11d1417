import Foundation

/// A folder that belongs to one test and goes with it.
final class Place: Sendable {
  let folder: URL
  private let aside: URL

  init() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-commands-\(UUID().uuidString)")
    folder = root.appendingPathComponent("place")
    aside = root.appendingPathComponent("aside")
    for made in [folder, aside] { try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true) }
  }

  deinit { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

  /// A file beside the folder, which isn't among its `names`.
  func hidden(_ name: String) -> URL { aside.appendingPathComponent(name) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, bytes: Data(text.utf8))
  }

  @discardableResult
  func write(_ name: String, bytes: Data) throws -> String {
    try bytes.write(to: folder.appendingPathComponent(name))
    return name
  }

  /// Everything in the folder, with its content: what "changes nothing" is measured by.
  var contents: [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.reduce(into: [:]) { $0[$1] = FileManager.default.contents(atPath: path($1)) ?? Data() }
  }
}
