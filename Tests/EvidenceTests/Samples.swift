/// The beginnings of files, as bytes.
enum Samples {
  /// One black point.
  static let gif: [UInt8] = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
  /// One red point.
  static let png: [UInt8] =
    [0x89] + Array("PNG".utf8) + [13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE]
    + [0, 0, 0, 12] + Array("IDAT".utf8) + [0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0xC9, 0xFE, 0x92, 0xEF, 0, 0, 0, 0]
    + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9]
  static let webp: [UInt8] = Array("RIFF".utf8) + [0x24, 0, 0, 0] + Array("WEBPVP8 ".utf8)
  static let heic: [UInt8] = box("heic", "mif1heic")
  static let heif: [UInt8] = box("mif1", "mif1heic")
  static let mp4: [UInt8] = box("mp42", "mp42isom")
  static let m4v: [UInt8] = box("M4V ", "mp42isom")
  static let quickTime: [UInt8] = box("qt  ", "qt  ")
  static let webm: [UInt8] =
    [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0xF7, 0x81, 1, 0x42, 0xF2, 0x81, 4, 0x42, 0xF3, 0x81, 8, 0x42, 0x82, 0x84]
    + Array("webm".utf8) + [0x42, 0x87, 0x81, 2, 0x42, 0x85, 0x81, 2, 0x18, 0x53, 0x80, 0x67, 1, 255, 255, 255]
  static let pdf: [UInt8] = Array("%PDF-1.4\n1 0 obj<<>>endobj\n".utf8)
  static let text: [UInt8] = Array("订单没有送到，已经等了一个小时。\n".utf8)

  static let html: [UInt8] = Array("<html><script>alert(1)</script></html>".utf8)
  static let svg: [UInt8] = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".utf8)
  static let script: [UInt8] = Array("#!/bin/sh\necho hello\n".utf8)
  static let zip: [UInt8] = [0x50, 0x4B, 3, 4, 10, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 40)

  private static func box(_ brand: String, _ others: String) -> [UInt8] {
    [0, 0, 0, UInt8(16 + others.utf8.count)] + Array("ftyp\(brand)".utf8) + [0, 0, 0, 0] + Array(others.utf8)
  }
}
