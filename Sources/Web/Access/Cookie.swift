import HTTPTypes
import Hummingbird

/// What a browser keeps for us and sends along.
enum Cookie {
  /// - Returns: the first one of this name; nil when there is none.
  static func value(of name: String, in request: Request) -> Substring? {
    let cookies = (request.headers[.cookie] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    return cookies.first { $0.hasPrefix("\(name)=") }?.dropFirst(name.count + 1)
  }
}
