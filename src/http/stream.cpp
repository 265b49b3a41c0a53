// The server's side of TLS: see stream.hpp.
#include "http/stream.hpp"

#include <stdexcept>

namespace entrepot::http {

TlsContext make_tls(std::string const& certificate_file, std::string const& key_file) {
    namespace ssl = asio::ssl;
    auto const context = std::make_shared<ssl::context>(ssl::context::tls_server);
    context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                         ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::no_compression |
                         SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    auto* const native = context->native_handle();
    // With forward secrecy and authenticated encryption only; TLS 1.3 has nothing else.
    SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    boost::system::error_code error;
    context->use_certificate_chain_file(certificate_file, error);
    if (error)
        throw std::runtime_error("the certificate " + certificate_file +
                                 " cannot be read: " + error.message());
    context->use_private_key_file(key_file, ssl::context::pem, error);
    if (!error && SSL_CTX_check_private_key(native) != 1)
        throw std::runtime_error("the key " + key_file + " does not belong to " + certificate_file);
    if (error) throw std::runtime_error("the key " + key_file + " cannot be read: " + error.message());
    return context;
}

}  // namespace entrepot::http
