import CZip

/// Reads one entry of a zip archive out of memory. Names are only compared: nothing is unpacked to a disk.
///
/// - Returns: nil when there is no such entry.
/// - Throws: `ImportError` when the archive is broken, the entry encrypted or larger than `ImportLimits.bytes`, whatever the archive says about its size.
func readZipEntry(_ name: String, of archive: [UInt8]) throws(ImportError) -> [UInt8]? {
  do {
    return try archive.withUnsafeBytes { bytes in try unpacked(name, bytes) }
  } catch let error as ImportError {
    throw error
  } catch {
    throw broken
  }
}

private let broken = ImportError("压缩包坏了，读不出来。", "The archive is damaged and can't be read.")

private func unpacked(_ name: String, _ archive: UnsafeRawBufferPointer) throws -> [UInt8]? {
  guard let source = zip_source_buffer_create(archive.baseAddress, UInt64(archive.count), 0, nil) else { throw broken }
  guard let zip = zip_open_from_source(source, ZIP_RDONLY, nil) else {
    zip_source_free(source)
    throw broken
  }
  defer { zip_discard(zip) }
  let index = zip_name_locate(zip, name, 0)
  guard index >= 0 else { return nil }
  var about = zip_stat_t()
  guard zip_stat_index(zip, UInt64(index), 0, &about) == 0 else { throw broken }
  guard about.encryption_method == ZIP_EM_NONE else { throw ImportError("压缩包有密码，请先去掉密码。", "The archive is encrypted: save it without a password.") }
  guard about.size <= ImportLimits.bytes else { throw tooLarge }
  guard let file = zip_fopen_index(zip, UInt64(index), 0) else { throw broken }
  defer { zip_fclose(file) }
  var content: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    let count = zip_fread(file, &buffer, UInt64(buffer.count))
    guard count >= 0 else { throw broken }
    if count == 0 { return content }
    content += buffer.prefix(Int(count))
    // What an archive says about sizes isn't believed.
    guard content.count <= ImportLimits.bytes else { throw tooLarge }
  }
}

private let tooLarge = ImportError("压缩包里的内容超过 \(ImportLimits.bytes >> 20) MB。", "The content of the archive is larger than \(ImportLimits.bytes >> 20) MB.")
