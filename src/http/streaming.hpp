// Writing an answer that is made while it is read.
#pragma once

#include "http/connection.hpp"

namespace entrepot::http {

// After its head, piece by piece: the next is made when the last one was taken. A reader has as long for each
// as for a whole answer, and hours for all. False where the connection is of no further use: the reader left
// or is too slow, or the body broke off, which shows as a missing end.
asio::awaitable<bool> write_stream(Shared* shared, Connection* connection,
                                   std::shared_ptr<api::Stream> stream, bool in_chunks);

}  // namespace entrepot::http
