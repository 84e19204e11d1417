import Crypto

/// SHA-256 of the bytes in hexadecimal, 64 digits: for rooms that don't enter the library themselves, too.
package func hexDigest(of bytes: [UInt8]) -> String { Hexadecimal.text(SHA256.hash(data: bytes)) }
