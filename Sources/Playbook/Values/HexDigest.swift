import Crypto

/// SHA-256 of the bytes in hexadecimal, 64 digits: for rooms that don't enter the library themselves, too.
package func hexDigest(of bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var hexadecimal: [UInt8] = []
  hexadecimal.reserveCapacity(64)
  for byte in SHA256.hash(data: bytes) {
    hexadecimal.append(digits[Int(byte >> 4)])
    hexadecimal.append(digits[Int(byte & 15)])
  }
  return String(decoding: hexadecimal, as: UTF8.self)
}
