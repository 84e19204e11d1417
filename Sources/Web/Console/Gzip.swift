import CZlib

/// Makes bytes smaller for their way to a browser (RFC 1952).
enum Gzip {
  private static let gzipWindow: Int32 = 15 + 16

  /// - Parameter level: 1 is quick, 9 is small.
  /// - Returns: nil when the library refuses.
  static func pack(_ bytes: UnsafeRawBufferPointer, level: Int32) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, level, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(bytes.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(room)
      count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : 0
    }
    return packed.isEmpty ? nil : packed
  }
}
