import Foundation

/// A path for a file or folder that is gone when the tests have ended.
func temporaryFile(_ ending: String) -> String { folder.appendingPathComponent("\(UUID().uuidString).\(ending)").path }

private let folder: URL = {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-desk-tests-\(ProcessInfo.processInfo.processIdentifier)")
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  atexit { try? FileManager.default.removeItem(at: folder) }
  return folder
}()
