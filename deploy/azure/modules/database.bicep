// The database: PostgreSQL, with backups that go back two weeks to any moment.
param name string
param location string
param sku object
param subnetId string
param zoneId string

@secure()
param password string

var user = 'reconnect'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: {
    name: sku.name
    tier: sku.tier
  }
  properties: {
    version: '16'
    administratorLogin: user
    administratorLoginPassword: password
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: 14
      geoRedundantBackup: 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: zoneId
      publicNetworkAccess: 'Disabled'
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'reconnect'
  properties: {
    charset: 'UTF8'
  }
}

output server string = server.name
output host string = server.properties.fullyQualifiedDomainName
output database string = database.name
output user string = user
