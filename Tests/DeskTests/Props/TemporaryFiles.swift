import Foundation

/// A path for a file or folder that is gone when the tests have ended.
func temporaryFile(_ ending: String) -> String { folder.appendingPathComponent("\(UUID().uuidString).\(ending)").path }

private let place = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-desk-tests-\(ProcessInfo.processInfo.processIdentifier)")

private let folder: URL = {
  try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
  atexit { try? FileManager.default.removeItem(at: place) }
  return place
}()
