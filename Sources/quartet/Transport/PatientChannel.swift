import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOHTTPTypesHTTP2
import NIOSSL
import Web

/// HTTP/2 and HTTP/1.1 over TLS, for clients that get on with it: the framework's own channel has no say over the time
/// that a handshake, a head or a body takes, and closes the connections of browsers that ask it now and then whether it
/// is still there.
struct PatientChannel: HTTPChannelHandler {
    typealias Exchange = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
    typealias Exchanges = NIOHTTP2Handler.AsyncStreamMultiplexer<Exchange>

    struct Value: ServerChildChannelValue {
        let negotiated: EventLoopFuture<NIONegotiatedHTTPVersion<Exchange, Exchanges>>
        let channel: any Channel
    }
    let responder: Responder
    private let certificates: Certificates, patience: Patience, shares: ConnectionShares

    /// Its place has its share of the connections.
    private struct Crowded: Error {}

    static func builder(
        _ certificates: Certificates, _ patience: Patience, _ shares: ConnectionShares
    ) -> HTTPServerBuilder {
        HTTPServerBuilder {
            PatientChannel(responder: $0, certificates: certificates, patience: patience, shares: shares)
        }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let address = channel.remoteAddress?.ipAddress ?? ""
        guard shares.enter(from: address) else {
            let refused = Value(negotiated: channel.eventLoop.makeFailedFuture(Crowded()), channel: channel)
            return channel.eventLoop.makeSucceededFuture(refused)
        }
        channel.closeFuture.whenComplete { [shares] _ in shares.leave(from: address) }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(PlainSpeech())
            try pipeline.addHandler(NIOSSLServerHandler(context: certificates.context))
            try pipeline.addHandler(ConnectionWatch(patience))
        }.flatMap {
            channel.configureHTTP2AsyncSecureUpgrade(
                http1ConnectionInitializer: http1, http2ConnectionInitializer: http2)
        }.map { Value(negotiated: $0, channel: channel) }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.negotiated.get() {
            case .http1_1(let exchange): await handleHTTP(asyncChannel: exchange, logger: logger)
            case .http2(let exchanges):
                try await withThrowingDiscardingTaskGroup { group in
                    for try await exchange in exchanges.inbound {
                        group.addTask { await handleHTTP(asyncChannel: exchange, logger: logger) }
                    }
                }
            }
        } catch is Crowded {
            // Not earlier: it had not come in yet.
            value.channel.close(promise: nil)
        } catch { logger.debug("a connection broke", metadata: ["error": "\(error)"]) }
    }

    private func http1(_ channel: any Channel) -> EventLoopFuture<Exchange> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            var limits = NIOHTTPDecoderLimitConfiguration()
            (limits.maxHeaderFieldSize, limits.maxHeaderListSize) = (32 << 10, 64 << 10)
            limits.maxHeaderFieldCount = 200
            // Requests wait for each other in NIOAsyncChannel, broken ones are answered in handleHTTP, and no answer
            // holds a name or value that HTTPFields has not looked at.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: true))
            try pipeline.addHandler(
                RequestWatch(patience, on: pipeline.handler(type: ConnectionWatch.self)))
            try pipeline.addHandler(HTTPConnectionStateHandler(logger: Logger(label: "quartet")))
            return try Exchange(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    private func http2(_ channel: any Channel) -> EventLoopFuture<Exchanges> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.handler(type: ConnectionWatch.self).isShared = true
            var http2 = NIOHTTP2Handler.Configuration()
            http2.connection.initialSettings = [
                HTTP2Setting(parameter: .maxConcurrentStreams, value: 100),
                HTTP2Setting(parameter: .maxHeaderListSize, value: 32 << 10),
            ]
            let patience = patience
            let exchanges = try pipeline.configureAsyncHTTP2Pipeline(
                mode: .server,
                connectionManagerConfiguration: .init(
                    maxIdleTime: nil, maxAge: nil, maxGraceTime: patience.leaving, keepalive: nil),
                http2HandlerConfiguration: http2
            ) { stream in
                stream.eventLoop.makeCompletedFuture {
                    try stream.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTPServerCodec())
                    let connection = try stream.parent?.pipeline.syncOperations.handler(type: ConnectionWatch.self)
                    guard let connection else { throw ChannelError.ioOnClosedChannel }
                    try stream.pipeline.syncOperations.addHandler(RequestWatch(patience, on: connection))
                    return try Exchange(wrappingChannelSynchronously: stream)
                }
            }
            try pipeline.addHandler(Misuse())
            return exchanges
        }
    }
}
