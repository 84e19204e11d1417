import Foundation

/// A database file that is gone afterwards, with the files SQLite lays beside it.
enum ScratchFile {
  static func use<Answer>(in folder: String, _ work: (_ path: String) async throws -> Answer) async throws -> Answer {
    let path = URL(fileURLWithPath: folder).appendingPathComponent("gendan-bench-\(UUID().uuidString).sqlite").path
    defer { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) } }
    return try await work(path)
  }
}
