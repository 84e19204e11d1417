import Foundation

/// An archive that is there, to be read.
public struct ArchiveReader: Sendable {
  public let manifest: ArchiveManifest
  let folder: String

  private struct Form: Decodable { let form: Int }

  /// - Throws: `ArchiveError.fault` when there is no list of files, or it can't be read by this program.
  public init(_ folder: String) throws(ArchiveError) {
    self.folder = folder
    let text = try ArchiveLines(ArchiveManifest.file, in: folder).next() ?? ""
    let form: Form = try Self.value(text)
    guard form.form <= ArchiveManifest.currentForm else { throw .fault(ArchiveFault(ArchiveManifest.file, .newerForm(form.form))) }
    manifest = try Self.value(text)
  }

  private static func value<Stored: Decodable>(_ text: String) throws(ArchiveError) -> Stored {
    do throws(LedgerError) { return try StoredJSON.value(text) } catch { throw .fault(ArchiveFault(ArchiveManifest.file, .unreadable(error.words))) }
  }

  /// Whether a folder looks like an archive.
  public static func isArchive(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + ArchiveManifest.file) }

  /// Goes through the cases, from the first.
  func walk() throws(ArchiveError) -> ArchiveWalk { try ArchiveWalk(folder) }

  /// The versions in it, by their digests.
  /// - Throws: `ArchiveError.fault` for one whose sources don't give its digest.
  func playbooks() throws(ArchiveError) -> [String: PublishedPlaybook] {
    let lines = try ArchiveLines(ArchiveFile.playbooks.rawValue, in: folder)
    var found: [String: PublishedPlaybook] = [:]
    while let text = try lines.next() {
      let line: ArchivePlaybookLine = try lines.value(text)
      guard let playbook = line.published else { throw lines.wrong("the sources don't give the version \(line.version)") }
      found[line.version] = playbook
    }
    return found
  }
}
