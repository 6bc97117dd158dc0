"""The service: the HTTP API, the capture page, the review console. It says nothing that the records do not hold."""
