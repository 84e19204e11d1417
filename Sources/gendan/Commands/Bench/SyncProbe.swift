import Foundation

/// What one synced write costs on this disk now: a durable figure counts only beside it.
enum SyncProbe {
  /// - Returns: seconds, the median of appending 4 KiB and waiting for the disk.
  static func median(in folder: String, writes: Int = 200) throws -> Double {
    let path = URL(fileURLWithPath: folder).appendingPathComponent("gendan-sync-\(UUID().uuidString)").path
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Trouble(path, code: .unreadable) }
    defer {
      close(file)
      unlink(path)
    }
    let page = [UInt8](repeating: 0x78, count: 4096)
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<writes {
      times.append(
        seconds(
          clock.measure {
            _ = page.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            fsync(file)
          }))
    }
    return times.sorted()[writes / 2]
  }
}
