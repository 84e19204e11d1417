import Testing

@testable import LanguageServer

@Suite("Frames are cut out of any stream of bytes")
struct FrameTests {
  private func frames(_ chunks: [[UInt8]], mostBytes: Int = 1000) -> [FrameReader.Frame] {
    var reader = FrameReader(mostBytes: mostBytes)
    var frames: [FrameReader.Frame] = []
    for chunk in chunks {
      reader.append(chunk)
      while let frame = reader.next() { frames.append(frame) }
    }
    return frames
  }

  private func message(_ text: String) -> FrameReader.Frame { .message(Array(text.utf8)) }

  private static let stream = FrameReader.frame("{\"id\":1}") + Array("Content-Type: x\r\nContent-Length: 6\r\n\r\n“”".utf8) + FrameReader.frame("")

  @Test(arguments: [1, 2, 3, 7, 20, 1000])
  func splitAnywhere(size: Int) {
    let chunks = stride(from: 0, to: Self.stream.count, by: size).map { Array(Self.stream[$0..<min($0 + size, Self.stream.count)]) }
    #expect(frames(chunks) == [message("{\"id\":1}"), message("“”"), message("")])
  }

  @Test(arguments: [
    "garbage\r\n\r\n", "Content-Length: many\r\n\r\n", "Content-Length: -5\r\n\r\n", "\r\n\r\n\r\n\r\n", "{\"jsonrpc\":\"2.0\"}\n\n",
    String(repeating: "x", count: 10_000), "Content-Length: 99999999999999999999\r\n\r\n",
  ])
  func noiseIsSkippedAndToldOfOnce(noise: String) {
    let found = frames([Array(noise.utf8), FrameReader.frame("{}")])
    #expect(found.count == 2 && found.last == message("{}"))
    #expect(found.first == .malformed("bytes that are no message"))
  }

  @Test func noiseRightInFrontOfAHeader() { #expect(frames([Array("oops".utf8) + FrameReader.frame("{}")]) == [message("{}")]) }

  @Test func headersInSmallLettersAndBareLineEnds() { #expect(frames([Array("content-length:2\n\n{}".utf8)]) == [message("{}")]) }

  @Test func aMessageThatIsTooLongIsSkipped() {
    let found = frames([FrameReader.frame(String(repeating: "a", count: 5000)), FrameReader.frame("{}")], mostBytes: 100)
    #expect(found == [.malformed("a message of 5000 bytes is too long"), message("{}")])
  }

  @Test func aMessageThatNeverEndsIsNoMessage() { #expect(frames([Array("Content-Length: 10\r\n\r\n{}".utf8)]).isEmpty) }
}

@Suite("JSON is read and written")
struct JSONTests {
  @Test(arguments: [
    "null", "true", "12", "-3", "1.5", "\"\"", "[]", "{}", #"{"a":[1,"b",{"c":null}],"d":false}"#, #""\n\t\"\\ \u0001 汉 😀""#,
  ])
  func thereAndBack(text: String) throws { #expect(try JSON(bytes: Array(text.utf8)).text == text) }

  @Test(arguments: ["", "{", "[1;2]", "\"\\ud800\"", "nul", "{\"a\":1}}", String(repeating: "[", count: 100_000)])
  func whatIsNoJSONThrows(text: String) { #expect(throws: (any Error).self) { try JSON(bytes: Array(text.utf8)) } }

  @Test func bytesThatAreNoUTF8Throw() { #expect(throws: (any Error).self) { try JSON(bytes: [0x22, 0xFF, 0x22]) } }
}
