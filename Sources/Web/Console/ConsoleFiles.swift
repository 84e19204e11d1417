import CConsoleFiles
import Crypto
import Foundation
import Playbook

/// What the console's pages are made of: templates, words, styles and scripts, carried in the program.
struct ConsoleFiles: Sendable {
  static let all = ConsoleFiles()

  /// Changes when any of the files does: it stands in their addresses, so browsers may keep them for good.
  let release: String
  private let files: [String: CarriedFile]

  private init() {
    var files: [String: CarriedFile] = [:]
    var digest = SHA256()
    for file in UnsafeBufferPointer(start: console_files(), count: console_file_count()) where file.length > 0 {
      let carried = CarriedFile(bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.length))
      files[String(cString: file.name)] = carried
      digest.update(bufferPointer: carried.bytes)
    }
    self.files = files
    release = Hexadecimal.text(Array(digest.finalize()).prefix(6))
  }

  /// - Parameter name: `templates/work.mustache`.
  /// - Returns: nil for one that isn't there, or wasn't fetched before the program was built.
  func file(_ name: String) -> CarriedFile? { files[name] }

  /// The files of a folder, by their names in it.
  func texts(in folder: String) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, file) in files where name.hasPrefix(folder + "/") { texts[String(name.dropFirst(folder.count + 1))] = file.text }
    return texts
  }
}

/// A file in the program's own constants, which nobody changes or frees.
struct CarriedFile: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
