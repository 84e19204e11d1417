import Foundation

/// Runs a language server on two file descriptors until the client says exit or goes away. One thread: the next message waits until the last is answered.
public struct ServerLoop {
  private var server: PlaybookServer
  private var frames = FrameReader()
  private let input: Int32
  private let output: Int32
  private let log: (String) -> Void

  private static let bytesAtOnce = 1 << 16

  /// - Parameter log: takes what people may want to read when something is wrong; nothing but messages goes to `output`.
  public init(server: PlaybookServer = PlaybookServer(), input: Int32 = 0, output: Int32 = 1, log: @escaping (String) -> Void) {
    self.server = server
    self.input = input
    self.output = output
    self.log = log
  }

  /// - Returns: the status to exit with: 0 after an orderly shutdown, else 1.
  public mutating func run() -> Int32 {
    while true {
      switch waitForInput(milliseconds: server.patience.map(Int32.init) ?? -1) {
      case .silence: for message in server.settle() where !send(message) { return 1 }
      case .bytes(let bytes):
        frames.append(bytes)
        while let frame = frames.next() {
          for message in answers(to: frame) where !send(message) { return 1 }
          if let status = server.exitStatus { return status }
        }
      case .end:
        log("the client closed the stream")
        return server.exitStatus ?? 1
      }
    }
  }

  private mutating func answers(to frame: FrameReader.Frame) -> [String] {
    switch frame {
    case .message(let bytes): return server.receive(bytes)
    case .malformed(let reason):
      log("skipped: \(reason)")
      return [server.malformed(reason)]
    }
  }

  private enum Input {
    case bytes([UInt8])
    case silence
    case end
  }

  private func waitForInput(milliseconds: Int32) -> Input {
    while true {
      var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      let count = poll(&descriptor, 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      if count == 0 { return .silence }
      guard count > 0 else { return .end }
      var bytes = [UInt8](repeating: 0, count: Self.bytesAtOnce)
      let got = bytes.withUnsafeMutableBytes { read(input, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got > 0 else { return .end }
      bytes.removeLast(bytes.count - got)
      return .bytes(bytes)
    }
  }

  /// - Returns: false when nobody reads any more.
  private func send(_ message: String) -> Bool {
    var rest = FrameReader.frame(message)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        log("the client reads no more")
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
