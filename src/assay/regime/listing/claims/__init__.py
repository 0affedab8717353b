"""Which brand does a listing trade on, however it is written, and is that use fair?"""
