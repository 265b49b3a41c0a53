-- Which cloud a deployment is of; kept from its first start on, for services do not move between clouds.

CREATE TABLE deployment_cloud (
    place BIGINT PRIMARY KEY,       -- 1: there is one row
    cloud TEXT NOT NULL             -- global, usgov
);
