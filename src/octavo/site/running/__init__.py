"""A site at work: the web server, the worker, the scheduler, and who watches over them."""
