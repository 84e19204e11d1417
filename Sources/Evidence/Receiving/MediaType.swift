import CMagic

/// What a file is, by what is in it: names and what senders say of it aren't asked.
enum MediaType {
  /// Reads the file's beginning by libmagic.
  /// - Returns: a media type without parameters, e.g. `image/jpeg`; `application/octet-stream` for what it doesn't know.
  /// - Throws: `EvidenceError.unavailable` when libmagic or its data can't be used.
  static func ofFile(at path: String) async throws(EvidenceError) -> String {
    // Its handle is good for one thread: a new one costs less than a millisecond.
    try await BlockingWork.run { () throws(EvidenceError) -> String in
      guard let handle = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR) else { throw .unavailable("libmagic can't be opened") }
      defer { magic_close(handle) }
      guard magic_load(handle, nil) == 0 else { throw .unavailable("libmagic has no data: \(words(handle))") }
      guard let found = magic_file(handle, path) else { throw .unavailable("libmagic can't read \(path): \(words(handle))") }
      return String(cString: found)
    }
  }

  private static func words(_ handle: magic_t) -> String { magic_error(handle).map { String(cString: $0) } ?? "" }
}
